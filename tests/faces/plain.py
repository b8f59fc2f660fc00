"""A plain strategy with its journal, and an account export."""

from pathlib import Path

STRATEGY = """
name: Larkfield Consulting
me: [ines@larkfield.example]
objectives: [{name: audits, what: maintenance audits sold, measure: deals, target: 2 per quarter, by: 2027-03-31, worth: 12000 EUR}]
meet:
  - segment: food plants
    who: {companies: [Northwind Foods]}
begin: I would visit the maintenance evening in Graz.
level: as a fellow engineer
give: [the downtime checklist]
voices: [{name: Ines Okafor, topics: [lubrication], authority: publishes without approval}]
time: 8 h/week
hour: 90 EUR
review: every 4 weeks
channels:
  linkedin: {for: [audits], focus: what plants in Graz ask, how: answer Dana's questions the same day, hours: 2 h/week, voice: Ines Okafor, listening_since: 2024-01-01, rapport: 5}
  email: {for: [audits], focus: those met at their machines, how: write the day after, hours: 1 h/week, voice: Ines Okafor, listening_since: 2024-01-01, rapport: 5}
"""
JOURNAL = """\
2026-03-02 linkedin  hours 1.5            answering in the group
2026-03-05 tradeshow met "Dana Reyes" at Northwind Foods
2026-03-06 flickr    hours 2
"""
LINKEDIN = Path(__file__).parents[1] / "sources" / "linkedin"
