"""One quarter of Toggl: she tried a tracker, for LinkedIn, her films and the work for clients."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

from examples.story.pack import csv_file
from examples.story.people import INES
from examples.story.truth import HOURS_ELSEWHERE, HOURS_PER_WEEK, TRACKED

NAME = f"Toggl_time_entries_{TRACKED[0]}_to_{TRACKED[1]}.csv"
_PROJECTS = {
    "LinkedIn": ("Larkfield", HOURS_PER_WEEK["linkedin"] * 0.8, ("Answering questions", "Post and comments", "Messages")),
    "Films": ("Larkfield", HOURS_ELSEWHERE["youtube"][0], ("Cutting", "Filming the chain", "Answering below the film", "Captions")),
    "Audit Corran": ("Corran Foods", 5.0, ("On site", "Report", "Follow-up")),
    "Audit Heidegrund": ("Heidegrund Molkerei", 3.0, ("Report", "Follow-up")),
}  # fmt: skip


def table() -> str:
    """The detailed report."""
    rng = random.Random("larkfield tracker")
    rows = []
    monday = TRACKED[0] - timedelta(days=TRACKED[0].weekday())
    while monday <= TRACKED[1]:
        for project, (client, mean, titles) in _PROJECTS.items():
            hours = max(rng.gauss(mean, mean * 0.3), 0.3)
            for _ in range(2):
                day = monday + timedelta(days=rng.randrange(5))
                start = datetime.combine(day, time(rng.randrange(8, 16), rng.randrange(60)))
                end = start + timedelta(minutes=round(hours * 30))
                if TRACKED[0] <= day <= TRACKED[1] and not (day.month == 8 and day.day < 16):
                    length = int((end - start).total_seconds())
                    rows.append(("Ines Okafor", INES.email, client, project, "", rng.choice(titles), "Yes" if client != "Larkfield" else "No", f"{start:%Y-%m-%d}", f"{start:%H:%M:%S}", f"{end:%Y-%m-%d}", f"{end:%H:%M:%S}", f"{length // 3600:02}:{length // 60 % 60:02}:00", ""))  # fmt: skip
        monday += timedelta(days=7)
    rows.sort(key=lambda row: (row[7], row[8], row[3]))
    unique = {(row[7], row[8]): row for row in rows}
    header = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"  # fmt: skip
    return "\ufeff" + csv_file(header, list(unique.values()))
