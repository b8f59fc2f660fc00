"""What people who know each other write, each opening with the answers that fit it."""

from __future__ import annotations

Exchange = tuple[str, tuple[str, ...]]

PEER: tuple[Exchange, ...] = (
    ("Have you tried the new grease on a {machine}? I am not convinced.",
     ("Not yet. If you try it, tell me how it behaves below five degrees.", "Once, in {town}. It went hard in {month}. Never again.")),
    ("Funny one today: {the} {part} {on} a {machine} {symptom}. It was {cause}. Three people had looked at it before.",
     ("Ha. {cause}, again. I should print it on a shirt.", "Same in {town} last {month}. We ended up deciding to {cure}.", "Good one. May I use it in a talk?")),
    ("Are you going to the {show} this year?",
     ("Yes, on the second day. Coffee at ten?", "Only if somebody pays my train. You?", "Yes, we share a stand. Come and sit down for a while.")),
    ("I need a second opinion: {check} looks fine, and still {the} {part} {on} the {machine} {symptom}. What am I missing?",
     ("Are you sure that it is not {cause}? I would {cure} and look again on {day}.", "Somebody who measured on a good day. Do it again on {day}, at the end of the shift.")),
    ("Read your post on handovers. I would add: ask what was NOT done.",
     ("Good point, I will steal that.", "True. That is the whole handover in one question.")),
    ("Do you still have that sheet for ranking spare parts? Mine got lost with the old laptop.",
     ("Will send it tonight. It is ugly, but it works.", "I have. Fifty rows, no macros. It is on its way.")),
    ("A client of mine wants limits for vibration. I told them to set limits from their own good weeks. Fair?",
     ("Fair, as long as somebody looks at them afterwards.", "Fair. And delete two thirds of the alarms while you are there.")),
    ("My talk on {topic} went well, {n} people, twelve questions. Why is it always the last one that is good?",
     ("Because the first eleven are asked by consultants. Present company excepted.", "What was the last one?")),
    ("How do you charge for a day on site now? Mine has not moved since 2023.",
     ("Depends on the plant. For small ones I still do a flat price.", "I put it up by a tenth in {month}. Nobody blinked.")),
    ("Found your old report on the {machine} at {town}. Still true, every word.",
     ("Thanks, that made my day.", "That is sad and nice at once. Did they ever {cure}?")),
    ("Who do you ask when it is about a {machine}? I have a {trade} plant with {few} of them.",
     ("Lena, if it is about washdown. For the rest, send me the stop list.", "I worked on one in {town}. Ask away.")),
    ("The fitters in {town} fixed {the} {part} with a beer can. It has held for {m} weeks. I did not write that down.",
     ("I did not read it either. Which can?", "Put it in the spares list, then.")),
    ("Would you read my page on {cause} before I publish it? Ten minutes.",
     ("Gladly. Send it, you have it back on {day}.", "Read it. Cut the first paragraph, the rest is good.")),
)  # fmt: skip
WORK_THEIRS: tuple[Exchange, ...] = (
    ("Here are the stop lists of the last {m} weeks for the {machine}. Is that enough, or do you need the raw file?",
     ("Enough for now. I will ask if something does not fit.", "The raw file, please. I would like to see the short ones too.")),
    ("Could we move the visit from {day} to the week after? The {machine} is down for cleaning.",
     ("The week after works, Tuesday or Wednesday?", "Of course. I would even like to see the cleaning, if I may.")),
    ("Thanks for the report. Two questions from my boss: what does it cost to {cure}, and who does it?",
     ("About two days of two people, no parts. Your own fitters, I would only watch.", "A few hundred euro. The crew can do it in the next planned stop.")),
    ("We did the first three points. {the} {part} {on} the {machine} has been quiet for {m} weeks. Thank you.",
     ("Good news. Then the next point is {check}.", "That is your crew's work. Please tell them from me.")),
    ("We need your safety briefing and the insurance paper before {day}. Can you send both?", ("Both are attached.", "Attached. The insurance is the new one.")),
    ("The shift leaders ask whether you can explain {check} to the nights as well. Would ten at night be cruel?",
     ("Not cruel, they know the {machine} best. I will be there.", "I would be glad to. Who opens the gate?")),
    ("Your number for the {machine} and ours differ by {few} hours. We count changeovers, do you?",
     ("We do not. Let us agree on one way and write it down.", "No, only stops. Take yours, it is your plant.")),
    ("My director wants one page, not twelve. Can you do that?", ("Attached. It was in there all along, under the other eleven.", "By {day}. One page, one figure, three names.")),
    ("The sensor people were here. They say {the} {part} {on} the {machine} needs their box. Does it?", ("Not before you look at {check}. That is free.", "Perhaps later. First {cure}.")),
    ("Somebody from {company} should visit you at the fair. Whom shall I send?", ("Whoever hears the {machine} at night.", "The one who does not believe in consultants.")),
)  # fmt: skip
WORK_OURS: tuple[Exchange, ...] = (
    ("The draft report is attached. Page {m} has the {part} {on} the {machine}: {cause}. Please check the numbers before I send it round.",
     ("Read it twice. Only one thing: {the} {part} was changed in {month}, not before.", "The numbers are right, I am sorry to say. Send it.")),
    ("Please find the proposal attached: two days on site, one day of writing, a follow-up after eight weeks. Does that fit?",
     ("Yes, that fits. I need the signature of my director, give me a week.", "It does. Could one of the days be a night?")),
    ("Invoice {n}{m} is on its way, thirty days as agreed.", ("Thank you, I passed it on.", "Received.")),
    ("I walked the lubrication route with a stopwatch: {pct} minutes planned, twice that in truth. Shall we put it in the report?",
     ("Yes, put it in. It is true and they know it.", "Put it in, but without names please.")),
    ("From time to time the {machine} stops without any code. Can your people note the minute when it happens?",
     ("I have asked them. There is a sheet on the cabinet now.", "They can. Whether they will, we shall see on {day}.")),
    ("Who should be in the room on {day}? I would like somebody from the night shift.",
     ("I will ask {first2} from nights, who knows every noise of that machine.", "My team leader, the planner, and {first2} if we pay the overtime.")),
    ("The follow-up is due in {month}. Shall we look at the {machine2} as well?", ("Yes please, same price?", "Let us do that. It has become the next trouble.")),
    ("How is {the} {part} {on} the {machine} doing, now that you have had some weeks with it?",
     ("Quiet. We still look at {check} on {day}s.", "Better. {few} stops in the month instead of {n}.", "It was back on {day}. Could you have a look at {check} with us?")),
    ("I will be near {town} on {day}. Shall I drop in for an hour, no charge?", ("Please do, the coffee is new.", "Come in the afternoon, then the late shift is here as well.")),
)  # fmt: skip
WORK_THEIRS_DE: tuple[Exchange, ...] = (
    ("Anbei die Stopplisten der letzten {m} Wochen. Reicht das?", ("Das reicht vorerst, danke.", "Die Rohdaten wären mir lieber, auch die kurzen Stopps.")),
    ("Können wir den Besuch von {day} um eine Woche verschieben?", ("Gern, Dienstag oder Mittwoch?", "Ja, das passt mir sogar besser.")),
    ("Danke für den Bericht. Was kostet es, wenn wir {cure}?", ("Etwa zwei Tage zu zweit, keine Teile.", "Ein paar hundert Euro. Das schafft Ihre Mannschaft selbst.")),
    ("Die ersten drei Punkte sind erledigt, {part} ist seit {m} Wochen unauffällig. Danke!", ("Sehr schön. Dann kommt jetzt {check}.", "Das ist das Werk Ihrer Leute, sagen Sie es ihnen bitte.")),
    ("Wir brauchen vor {day} die Sicherheitsunterweisung und den Versicherungsnachweis. Können Sie beides schicken?", ("Beides ist angehängt.",)),
    ("Die Nachtschicht fragt, ob Sie auch zu ihr kommen. Wäre zehn Uhr abends zumutbar?", ("Sehr gern. Wer macht mir das Tor auf?", "Zumutbar und nützlich. Ich komme.")),
)  # fmt: skip
WORK_OURS_DE: tuple[Exchange, ...] = (
    ("Der Entwurf des Berichts ist angehängt. Bitte prüfen Sie die Zahlen.", ("Zweimal gelesen, alles richtig.", "Eine Zahl ist von {month}, sonst stimmt alles.")),
    ("Anbei das Angebot: zwei Tage vor Ort, ein Tag Bericht. Passt das so?", ("Ja. Ich brauche noch eine Unterschrift, geben Sie mir eine Woche.", "Passt. Könnte einer der Tage eine Nacht sein?")),
    ("Wer sollte am {day} dabei sein? Gern auch jemand aus der Nachtschicht.", ("{first2} aus der Nachtschicht kommt dazu.", "Der Schichtleiter und der Planer.")),
    ("Wie geht es {machine}, jetzt nach ein paar Wochen?", ("Ruhig. Wir prüfen weiter {check}.", "Besser, {few} Stopps statt {n} im Monat.")),
    ("Ich bin am {day} in der Nähe. Soll ich für eine Stunde vorbeikommen, ohne Rechnung?", ("Bitte ja, der Kaffee ist neu.", "Am Nachmittag gern, dann ist die Spätschicht da.")),
)  # fmt: skip
OFFICE: tuple[Exchange, ...] = (
    ("Are you taking the train to {town} on {day} or shall I?", ("I do, the 7:12. I bring coffee.", "You, please. I have the {trade} plant that day.")),
    ("I have put the checklist for the {machine} into the folder. Please look at page {few}.", ("Looked at it. The second point is two points, I split it.", "Good, only {check} is missing.")),
    ("The client in {town} asks for a second day. I would say yes, what do you think?", ("Yes, but not before {day}.", "Yes. And take the night shift this time.")),
    ("Who writes the post this week? I have a story about {cause}.", ("You do, yours are better read.", "You. I answer whoever comments.")),
    ("The invoice for the {show} stand came, it is more than last year.", ("Ouch. But most of our clients came from there.", "Pay it. Where else do plant managers come to us?")),
    ("I answered two questions on the list this morning, took {pct} minutes. Worth it?", ("Ask me when one of them calls. It felt right, did it not?", "I think so. People remember.")),
    ("Can you take the call with {town} on {day}? I will be inside a {machine}.", ("I can. What do I need to know?", "Yes. Bring photos.")),
    ("X again: {n} posts, no answer from anybody who owns a machine. Do we go on?", ("Ask me after the next one. We could be spending that time better.", "The plan says daily. The plan may be wrong.")),
    ("The proposal for the {trade} plant is ready, please check the days.", ("Checked, one day too few. I changed it.", "Fine with me. Send it.")),
    ("I forgot the torque wrench at the client. Could you bring it on {day}?", ("Got it, it is in the boot.", "Again? Yes.")),
    ("Should we open a page on Facebook next year?", ("Who of our clients is there? Let us look before we start.", "Let us talk about it at lunch.")),
)  # fmt: skip
ADMIN: tuple[Exchange, ...] = (
    ("Could you send me the receipts for {month}? The travel ones are missing.", ("Sent, sorry for the delay.",)),
    ("Your policy for work on site is due in {month}. Same sum as last year?", ("Same as last year, please.",)),
    ("The {n}0 brochures are printed. Shall we ship or will you collect?", ("I collect them on {day}, thank you.",)),
    ("A room for {few} is booked for {day}. Do you need a projector?", ("No projector, a wall is enough.",)),
    ("The tax office has a question on the {show} costs. Can you explain item {m}?", ("It was the stand, see the attachment.",)),
    ("Your domain renews in {month}. Do you want to keep it?", ("Yes, keep it.",)),
)  # fmt: skip
AFTER = (
    "Good, thank you.", "Perfect, then we do it like that.", "Thanks, that is all I needed.", "Fine, I have put it in the calendar.", "Great. See you on {day}.",
    "Understood. I will tell you how it goes.", "All right, until {day} then.", "Thank you, that was quick.",
)  # fmt: skip
AFTER_DE = (
    "Gut, danke.",
    "Prima, so machen wir es.",
    "Danke, mehr brauche ich nicht.",
    "Gut, bis {day}.",
    "Danke, das ging schnell.",
)
