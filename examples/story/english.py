"""What people at plants write about, in English: machines, faults and the sentences made of them.

In a sentence ``(a|b|)`` is a choice and ``{part}`` a slot; `examples.story.speech` fills both.
"""

from __future__ import annotations

MACHINES = (
    "depositor", "retort line", "spiral freezer", "tray sealer", "multihead weigher", "flow wrapper", "checkweigher", "oven belt", "dough divider",
    "bottle filler", "capper", "labeller", "case erector", "palletiser", "stretch wrapper", "carton folder", "die cutter", "thermoformer", "extruder",
    "laminator", "slitter", "flexo press", "press section", "dryer section", "winder", "sheeter", "pulper", "vacuum pump station", "chipper",
    "accumulation conveyor", "infeed conveyor", "screw conveyor", "chain conveyor", "air compressor", "chiller", "boiler feed pump", "blast chiller",
    "crate washer", "bag filler", "roll handling line",
)  # fmt: skip

FITS = {
    "belt": ("accumulation conveyor", "infeed conveyor", "oven belt", "spiral freezer", "checkweigher", "crate washer", "roll handling line"),
    "drive chain": ("chain conveyor", "oven belt", "palletiser", "crate washer", "case erector", "dough divider", "accumulation conveyor", "roll handling line"),
    "gearbox": ("winder", "slitter", "palletiser", "screw conveyor", "pulper", "extruder", "dough divider", "press section", "chipper", "oven belt"),
    "photo-eye": ("infeed conveyor", "flow wrapper", "labeller", "case erector", "palletiser", "stretch wrapper", "checkweigher", "carton folder", "tray sealer"),
    "sealing jaw": ("flow wrapper", "tray sealer", "bag filler", "thermoformer"),
    "pump": ("vacuum pump station", "boiler feed pump", "crate washer", "chiller", "bottle filler", "depositor", "retort line", "pulper"),
    "hydraulic unit": ("die cutter", "press section", "winder", "palletiser", "pulper", "extruder", "roll handling line"),
    "vacuum gripper": ("case erector", "palletiser", "carton folder", "sheeter", "tray sealer", "die cutter"),
    "knife": ("slitter", "sheeter", "die cutter", "dough divider", "flow wrapper", "chipper", "winder", "thermoformer"),
    "steam trap": ("dryer section", "retort line", "crate washer", "laminator", "oven belt", "press section"),
    "air cylinder": ("capper", "labeller", "case erector", "tray sealer", "bag filler", "depositor", "palletiser", "stretch wrapper", "carton folder", "bottle filler"),
}  # fmt: skip
"""Where a part is found; those that are not named here are found everywhere."""

# part, word before the machine, symptoms, causes, cures, what to look at
FAULTS = (
    ("drive-end bearing", "on", ("runs hot after forty minutes", "screams at start-up", "died for the third time this year"),
     ("too much grease", "a soft foot under the motor", "misalignment after the last motor swap"),
     ("halve the grease and log the temperature", "shim the foot and realign it cold", "change the grease, not the bearing"),
     ("the temperature twenty minutes after greasing", "the axial vibration", "the dates of the last three greasings")),
    ("belt", "of", ("wanders to the left under load", "tears at the joint every few weeks", "slips when it is wet"),
     ("product under the tail roller", "a worn crown on the drive pulley", "a joint that was never square"),
     ("clean the tail roller every shift", "re-crown the drive pulley", "cut the joint again and square it"),
     ("the tail roller after a full shift", "how far it wanders empty and loaded", "the tension on both sides")),
    ("drive chain", "of", ("jumps a tooth at full load", "stretches faster than we can shorten it", "runs dry within a week"),
     ("sprockets that were kept when the chain was changed", "washdown taking the oil away", "two per cent of wear that nobody measured"),
     ("change the sprockets with the chain", "fit a drip oiler after the washdown", "measure the elongation every month"),
     ("the elongation over ten links", "the sprocket teeth", "what the washdown crew does to it")),
    ("gearbox", "on", ("leaks again two weeks after the new seal", "is hotter than the others", "growls in the night shift"),
     ("a blocked breather", "the wrong oil after the last top-up", "a shaft that has a groove under the seal"),
     ("clean the breather before you buy a third seal", "drain it and fill the oil on the plate", "fit a repair sleeve"),
     ("the breather", "the oil's colour against a fresh sample", "the shaft under the seal")),
    ("air cylinder", "on", ("is slow on Monday mornings", "sticks until it is warm", "bounces at the end of its stroke"),
     ("water in the air line", "an automatic drain that never opens", "a cushion screw somebody turned"),
     ("open the drain and watch what comes", "move the dryer to the cold side", "set the cushions again and lock them"),
     ("what comes out of the drain", "the dew point at the far end", "the pressure while everything moves")),
    ("photo-eye", "on", ("stops us for nothing twice an hour", "sees steam as product", "loses the shiny film"),
     ("steam from the washer", "a bracket that moves", "dust on the reflector"),
     ("change the angle by fifteen degrees", "put an air knife in front of it", "weld the bracket"),
     ("the counter of false stops by hour", "the reflector at the end of the shift", "the gain setting against the spare")),
    ("sealing jaw", "of", ("gives weak seals for the first ten minutes", "burns the film after every break", "leaks at one corner"),
     ("a thermocouple that reads low", "a heater out of four", "jaws that are not parallel when hot"),
     ("swap the thermocouple first", "measure the four heaters one by one", "shim it hot, not cold"),
     ("the resistance of each heater", "a pressure paper at running temperature", "the seals of the first ten minutes")),
    ("pump", "on", ("cavitates when the tank is half full", "loses pressure by noon", "eats a seal every quarter"),
     ("a strainer nobody has on a round", "a suction line that was rerouted", "running far left of its curve"),
     ("clean the strainer and write the date on it", "raise the tank level limit", "trim the impeller"),
     ("suction pressure at half tank", "where it runs on its curve", "the strainer")),
    ("servo drive", "on", ("trips on temperature every hot day", "faults after the cleaning crew was there", "loses its position once a week"),
     ("a filter mat as thick as felt", "a fan that turns the wrong way", "an encoder coupling with play"),
     ("change the mats monthly", "check the fans with a strip of paper", "replace the coupling"),
     ("the cabinet temperature at three in the afternoon", "the fans", "the coupling with the power off")),
    ("hydraulic unit", "of", ("bursts the same hose every summer", "is slow when cold", "foams"),
     ("a hose that rubs on a bracket", "air on the suction side", "oil that is five years old"),
     ("reroute the hose", "tighten the suction side before you buy a pump", "send an oil sample before you change it"),
     ("the suction side with grease on the joints", "an oil sample", "where the hose touches")),
    ("vacuum gripper", "on", ("drops one case in two hundred", "needs new cups every three weeks", "misses the top layer"),
     ("dust in the filter", "a harder cup from the new supplier", "a vacuum switch set too low"),
     ("clean the filter every shift", "go back to the softer cup", "set the switch with a gauge"),
     ("the vacuum at the cup, not at the pump", "which cup drops", "the filter")),
    ("knife", "of", ("is blunt by Wednesday", "leaves angel hair", "chips on one side"),
     ("an overlap set by feel", "a holder that gives", "sharpening at the wrong angle"),
     ("set the overlap with a feeler gauge", "stone the holder flat", "send one knife to a second sharpener and compare"),
     ("the overlap", "the cut under a loupe", "metres cut since the last change")),
    ("steam trap", "on", ("blows straight through", "floods the first cylinder", "was never on any list"),
     ("a trap two sizes too large", "dirt from the last shutdown", "nobody knowing who owns it"),
     ("survey all of them in one afternoon", "fit strainers in front", "put a number on each"),
     ("the temperature before and after", "the condensate return", "the trap list, if there is one")),
    ("spares list", "for", ("has not been touched in four years", "misses the one part that stops us", "is longer than the store"),
     ("nobody asking what a missing part costs", "parts copied from the supplier's manual", "a store that counts value and not risk"),
     ("rank fifty parts by what their absence costs", "throw out what has not moved in ten years", "ask the night shift what they hide in their lockers"),
     ("the last ten stops that waited for a part", "lead time against hours of stop", "the lockers of the night shift")),
    ("maintenance plan", "for", ("is always sixty per cent done", "has tasks that nobody understands", "was copied from the manual"),
     ("tasks without a failure behind them", "too many hours planned for the crew", "work orders that say 'check machine'"),
     ("strike every task that names no failure", "plan seventy per cent of the hours", "write what good looks like into each task"),
     ("which tasks ever found something", "planned hours against hours present", "ten work orders taken at random")),
    ("shift handover", "on", ("gets lost between nights and days", "is three words long", "happens in the car park"),
     ("a form with twenty fields", "shifts that do not overlap", "no one asking about it later"),
     ("cut the form to three questions", "overlap by ten minutes", "read one handover aloud every morning"),
     ("last week's handovers", "stops in the first hour of a shift", "who reads it")),
    ("lubrication route", "for", ("exists on paper only", "looks the same every week", "is in somebody's notebook"),
     ("a route that takes twice the time planned", "points that cannot be reached while running", "three greases for one job"),
     ("walk the route with a stopwatch", "pipe the points to one place", "cut it to one grease"),
     ("the route with a stopwatch", "which points are really reached", "the grease guns")),
    ("vibration alarm", "on", ("goes off so often that nobody looks", "was bought and never read", "shows a line nobody can explain"),
     ("limits taken from a table", "sensors on the guard instead of the housing", "no one whose job it is"),
     ("delete two thirds of the alarms", "set limits from your own good weeks", "give one person an hour on Mondays"),
     ("how many alarms ended in a work order", "where they are mounted", "the trend of one bearing that failed")),
)  # fmt: skip

_PROBLEM = "{the} {part} {on} (our|the) {machine} {symptom}"
ASK = (
    f"{_PROBLEM}. (What would you check first?|Where would you start?|Have you seen that before?)",
    f"Quick question: {_PROBLEM}. Is it {{cause}}, or am I looking in the wrong place?",
    f"{_PROBLEM}, and the supplier says it is normal. (Is it?|Do you believe that?)",
    f"We lose about {{n}} hours a month because {_PROBLEM}. How do others (deal with|handle) that?",
    f"May I ask you something? {_PROBLEM}. My (fitters|technicians|people) say {{cause}}, I am not sure. What do you think?",
    f"I read your post on {{machine}} stops. {_PROBLEM}. Would you {{cure}} or wait for the shutdown?",
    f"Since {{day}} {_PROBLEM}. Do you know a quick test before we order parts?",
    f"{_PROBLEM}. {{n}} stops last week. (Any idea what to look at?|Where would you look?)",
    f"How often should one look at {{check}}? {_PROBLEM} and we have no rule.",
    f"Our auditor comes in {{m}} weeks and {_PROBLEM}. What would you put right first?",
    f"I am new at (the|this) plant. {_PROBLEM}, everybody shrugs. Is that a maintenance thing or a design thing?",
    "Do you have a checklist for {the} {part} {on} a {machine}? Ours {symptom}.",
    f"{_PROBLEM}. We have changed it twice. (What are we missing?|What did we overlook?)",
    f"Do you know anybody who has cured this: {_PROBLEM}?",
)  # fmt: skip
ANSWER = (
    "Is it worse on {day}s? Then it is {cause}. If it is every day alike, look at {check}.",
    "What does the crew say? I would bet on {cause}, but I have not seen your {machine}. Start with {check}.",
    "Please do not change the {part} again. {the} {part} is the one that suffers, not the one that does it. Look for {cause}.",
    "There is a cheap way and a quick way. Cheap: {check}, every shift, for a week. Quick: {cure} and see whether it comes back.",
    "I know three plants with that. In two it was {cause}, in the third nobody ever found out. {check} would have told them.",
    "That one I learned the hard way at a {trade} plant near {town}: {cause}. We only had to {cure}.",
    "My first guess is {cause}. Look at {check} before you order anything.",
    "I had the same at a {trade} plant in {town}: it was {cause}. They decided to {cure} and it was gone in {m} days.",
    "Seen it {m} times. Nearly always {cause}. I would {cure}, then look again after a week.",
    "Before anything else: {check}. If that is fine, it is (probably|most likely) {cause}.",
    "Not normal, no. Check {check}, it takes ten minutes and costs nothing. If in doubt, {cure}.",
    "Two things. First look at {check}. Then {cure}. Tell me what you find, I am curious.",
    "I would not wait for the shutdown: {cure}. It is half an hour with two people.",
    "(It can be|That sounds like) {cause}. A quick test: look at {check} on {day} and again {m} days later.",
    "The free checklist on our site has a page for this. In short: {check} first, then {cure}.",
    "Ask the night shift. When I was a fitter at a {trade} plant they had known for months that it was {cause}.",
    "In my experience {cause}, in four cases of five. The fifth was somebody who forgot to {cure}.",
    "Send me a photo if you can. Without one I would say {cause}. So: {cure}, and keep an eye on {check}.",
)  # fmt: skip
REPORT = (
    "Thank you. {check} gave it away, just as you said. The {machine} has been running since {day}.",
    "We are one step further, thanks. It was not {cause}, but while looking we found a loose bolt. Does that happen often?",
    "Thanks Ines. My fitter says hello and that you may come any time. {n} hours without a stop.",
    "Done on {day}, took {few} people less than an hour. Thanks, I would not have dared.",
    "Thank you, that is the first answer I got without a price on it.",
    "Thanks, that helped. It was {cause}. No stop since {day}.",
    "Thank you! We did {cure} on {day}. Down from {n} stops a week to {few}.",
    "You were right: {cause}. My technicians are still laughing at me. Thanks a lot.",
    "Thanks. We looked at {check} and found it within the hour. What should we do so that it stays away?",
    "Good hint, thank you. It is better, not gone. Should we still {cure}?",
    "We tried it. {check} looks fine, so it must be something else. Could it be {cause} after all?",
    "Many thanks, I passed it on to the shift. One more: how often would you repeat it?",
    "Very helpful, thanks. I owe you a coffee at the next (fair|trade show).",
    "That was it. {n} hours a month saved for a {few} euro part. Thank you.",
    "Interesting. Nobody here had thought of {cause}. We will look on {day} and I will tell you.",
)  # fmt: skip
CLOSE = (
    "Well done. Put the date on it with a marker, whoever opens it next will be glad.",
    "Thank you for telling me, most people never do. What was the sign that you could have seen earlier?",
    "Then leave it alone now. The best thing for a {machine} is not to be touched without a reason.",
    "Loose bolts are half of my work. Torque it, paint a line over it, look at the line on {day}s.",
    "Say hello back. And look at {check} again in {m} weeks.",
    "Glad it helped. Write down what you found, the next shift will thank you.",
    "Good. Once a month is enough, more often nobody does it.",
    "Great to hear. Keep an eye on {check} for a while.",
    "Then I would {cure} in the next planned stop and call it done.",
    "Nice result. May I tell the story without your name in a post?",
    "That is what I like to hear. How is the {machine2} doing?",
    "Yes, still do it. It is cheap and you will sleep better.",
    "Every {m} weeks at first. When nothing comes up three times, make it a quarter.",
)  # fmt: skip
ONWARDS = (
    "We did paint the line. {first2} thinks it is decoration.",
    "Looking back: it was louder since {month}. We all heard it.",
    "I will write it into the handover, in three words.",
    "Noted. My planner asks whether you have a list of such things?",
    "Thank you, I will keep you posted.",
    "You have saved me a Sunday.",
    "The {machine2} is the next one on my list, but that is for another day.",
    "Will do. Have a quiet shift.",
    "Of course, go ahead and tell it. We are a bit proud.",
    "Thanks again. If you are ever near {town}, come and see it running.",
    "Understood. By the way, {the2} {part2} {on2} the {machine2} {symptom2}. Different story, or the same?",
    "Perfect, thank you.",
    "Makes sense. I have shown it to my boss, he wants to know what else you would look at.",
    "That is a good rule. We will put it on the board.",
)  # fmt: skip
QUESTION = (
    "Hi {first}, thanks for connecting. What stopped you most often last month, the {machine} or something nobody talks about?",
    "Hi {first}, I am collecting what plants do when {the} {part} {on} a {machine} {symptom}. How do you handle it at {company}?",
    "Hello {first}, you wrote about audits at {company}. Who checks {check} at your place?",
    "Hi {first}, one question from one engineer to another: do you trust your stop reasons on the {machine}?",
    "Hello {first}, I saw that {company} runs a {machine}. Is {cause} a topic for you as well?",
    "Hi {first}, you were at the {show} too, I think. What did you take home from it?",
    "Hi {first}, how does {company} decide which spare parts to keep? I am comparing notes for the blog.",
)  # fmt: skip
REPLY_TO_QUESTION = (
    "Funny that you ask: {the} {part} {on} the {machine} {symptom}, since {month}. I have stopped writing it down.",
    "With a list, a pencil and {first2}. Not proud of it.",
    "At {town} they decided to {cure}. We are still discussing who would do it.",
    "I would say {n} stops a week, a third of them on the {machine}. What do others have?",
    "Nobody has asked me that in years. It is {cause}, if I am honest.",
    "Hi Ines, mostly the {machine}. {the} {part} {symptom} and nobody has time to look.",
    "Good question. Officially the {machine}, really it is {cause} everywhere.",
    "We look at {check} once a week, more is not possible with {few} people.",
    "Honestly? We do not. If you know a way that does not need a new system, tell me.",
    "Hello Ines, we keep what burned us last time. I know that is not a method.",
    "Yes, it is a topic. We tried to {cure}, it held for {m} weeks.",
)  # fmt: skip
GREETING = (
    "Congratulations on the new (job|role) at {company}, {first}!",
    "Happy work anniversary, {first}. {n} years with conveyors and still smiling, well done.",
    "Thanks for accepting, {first}. I write about maintenance that people really do. Good to have you here.",
    "Hi {first}, great comment on the {machine} post this week.",
    "Thank you for sharing my post, {first}, that was kind.",
)  # fmt: skip
REPLY_TO_GREETING = (
    "Thank you Ines, very kind!", "Thanks! First week, and {the} {part} {on} the {machine} {symptom}. Feels like home.",
    "Thanks Ines, see you at the next (fair|show).", "With pleasure, keep writing.", "Thank you. Busy times, hope all is well with you and Tomas.",
)  # fmt: skip
PITCH = (
    "Hi {first}, Larkfield offers a two-day maintenance audit for {trade} plants. Clients cut unplanned downtime by up to {pct} %. Do you have 20 minutes next week for a call?",
    "Hello {first}, I would love to show you how our audit could help {company} save up to {n} hours a month. Here is my calendar: https://larkfield.example/book",
    "Hi {first}, our autumn offer: book a maintenance audit before the end of the month and get the lubrication review free. Interested?",
    "Dear {first}, plants like {company} lose a lot of money through downtime. We are specialists for predictive maintenance. When can we talk?",
    "Hi {first}, just following up on our audit package. Shall I send you the brochure? https://larkfield.example/audit",
    "Hello {first}, we have two free audit dates in {month}. Would {company} like one of them?",
)  # fmt: skip
REPLY_TO_PITCH = (
    "Thank you, no need at the moment.", "Not this year, budget is closed.", "Please send it to purchasing.", "Thanks, we do this in-house.",
    "Maybe later. Right now {the} {part} {on} the {machine} {symptom} and I have other worries.",
)  # fmt: skip
VENDOR = (
    "Hi Ines, do you outsource your {topic} content? Our writers deliver {n} articles a month.", "Ines, {n} plants near {town} need help. We have the list. Interested?",
    "Hello Ines, congratulations on Larkfield! Have you thought about a video about your {machine} work?", "Hi Ines, one last try from my side. Shall I close your file?",
    "Hi, we are looking for resellers of our {topic} box, {pct} % margin.", "Ines, could I invite you to our webinar on {topic} on {day}? It is free.",
    "Hi Ines, I help consultants like you get {n} qualified leads a month. Open to a quick chat?",
    "Hello Ines, loved your profile! We built an AI platform for {topic}. 15 minutes this week?",
    "Hi Ines, just bumping this to the top of your inbox.", "Dear Ines, our sensors pay back in {m} months. May I send a brochure?",
    "Hi, I noticed Larkfield Consulting has no video strategy. We can fix that.", "Ines, quick question: who is responsible for growth at Larkfield?",
    "Hello, we offer outsourced appointment setting for engineering firms. Interested?", "Hi Ines, would you review our {part} monitor? We pay with visibility.",
    "Ines, {pct} % of consultants waste time on admin. Our tool ends that. Demo on {day}?", "Did you see my last message? I do not want you to miss the discount.",
    "Hi Ines, your website could rank higher for {topic}. Free check, no strings.", "Hello dear, I have a business proposal regarding {machine} export. Kindly reply.",
)  # fmt: skip
RECRUITER = (
    "Hi Ines, I have a permanent role as maintenance manager at a {trade} plant near {town}. Open to a chat?",
    "Hello Ines, my client in {town} looks for a head of reliability. Do you know anybody?",
)  # fmt: skip
SPONSORED = (
    "Hi %FIRSTNAME%, turn {topic} into profit. Download the free guide by {vendor} and see how plants save {pct} %.",
    "Hi %FIRSTNAME%, your seat at the {vendor} online summit is reserved. {n} speakers on {topic}, one screen.",
    "%FIRSTNAME%, become a certified {topic} leader in {m} weeks. Scholarships for members close on {day}.",
    "Hi %FIRSTNAME%, is your {machine} ready for {topic}? Take the two-minute test by {vendor}.",
)  # fmt: skip
TOPICS = (
    "predictive maintenance",
    "condition monitoring",
    "digital twins",
    "reliability",
    "lubrication",
    "spare parts",
    "shift handover",
    "audits",
    "asset health",
    "energy management",
)
INTRODUCTION = (
    "{a}, meet Ines Okafor: she spent two days at our place and found {cause} where we had been changing parts for a year. Ines, {a} runs {company} and {the} {part} {on} the {machine} {symptom} there. I leave you two to it.",
    "{a}, this is Ines, the engineer I told you about. Ines, {a} is {title} at {company}. You should talk about the {machine}. I will get out of your way.",
    "I promised to introduce you two. {a} ({company}) asks the questions Ines likes; Ines answers without a brochure. Topic number one: {the} {part} {on} the {machine} {symptom}.",
)  # fmt: skip
INTRODUCED = (
    "Thank you {introducer}, I moved you to bcc. Hello Ines, good to meet you. Yes, {the} {part} {on} the {machine} {symptom}. Could we talk on {day}?",
    "Thanks {introducer}! Hello Ines. We have had {n} stops this month. What do you need from me to have a first look?",
)  # fmt: skip
AFTER_SHOW = (
    "Hello {first}, good to meet you at the {show}. You said that {the} {part} {on} your {machine} {symptom}. I thought about it on the train: look at {check} first. Did you get to it?",
    "Hi {first}, you told me at the {show} about the {machine}. Here is the page I mentioned on {cause}: https://larkfield.example/blog/{slug}. How did the night shift take it?",
    "Hello {first}, thank you for the talk at the {show}, and for the coffee. What came of {the} {part} {on} the {machine}?",
)  # fmt: skip
AFTER_SHOW_REPLY = (
    "Hello Ines, good to hear from you. We looked at {check}: it was {cause}. What now?",
    "Hi Ines, not yet, but it is on the list for {day}. Is there anything I should measure?",
    "Thanks for remembering. The {machine} has been quiet since, knock on wood. The {machine2} has not.",
    "Hello Ines, I showed your page to my team leader. He would like to know what a day with you on site looks like.",
)  # fmt: skip
COMMENT = (
    "Our {machine} says hello. {n} stops last month, nearly all {cause}.", "How did you get the director to pay for that?", "We measure {check} since {month}. Best idea of the year.",
    "I would not have believed it before I saw it in {town}.", "Question: who looks at {check} at a plant with one shift?", "The photo made me laugh. We have the same bracket.",
    "Same here, it was {cause}.", "I would look at {check} first.", "Good story. How many hours did it take to find?", "We decided to {cure} last {month}. Never again a stop.",
    "Please write more about the {machine}, we have {few} of them.", "Not in a {trade} plant, I fear: washdown kills everything.", "True. And the night shift knew.",
    "What would you do if {the} {part} {symptom}?", "This should hang in every workshop.", "Thank you for writing it down so plainly.", "Does it work with an old {machine} as well?",
    "We had that in {town}, {n} hours of stop.", "I disagree on one thing: {check} is rarely enough.", "Sending this to my team leader.",
)  # fmt: skip
SHARE_QUESTION = (
    "Plant people: {the} {part} {on} a {machine} {symptom}. What do you check first?",
    "Which task in your maintenance plan has never found anything?", "What broke at your place last month that was on no list?",
    "Who reads the handover of the {machine} at your plant? Honest answers please.", "If you could keep only {few} spare parts for a {machine}, which?",
)  # fmt: skip
SHARE_STORY = (
    "A {trade} plant, two in the morning. {the} {part} {on} the {machine} {symptom}.\n\nEverybody changed parts. It was {cause}.\n\nWhat found it: somebody looked at {check}.",
    "Yesterday a fitter told me: we knew it for months. It was {cause}.\n\nNobody had asked.\n\nWhom did you ask this week?",
    "{n} stops a week down to {few}. No new system. They decided to {cure}, and wrote the date on it.",
)  # fmt: skip
SHARE_LINK = (
    "New on the blog: {headline}. {url}", "We still have two audit dates in {month}. Book here: {url}", "Our two-day maintenance audit, now with a lubrication review: {url}",
)  # fmt: skip
HEADLINE = (
    "Why your {machine} stops on Mondays", "Three things to check before you order another {part}", "What to learn from {check}", "{n} hours a month: the price of {cause}",
    "The {machine} is innocent", "How a {trade} plant got rid of {cause}", "A short guide to the {part} of a {machine}", "Stop changing parts, start looking at {check}",
    "Five minutes with a {machine}", "What the night shift knows about the {machine}", "Audit season: the {part} {on} the {machine}", "When to {cure}",
)  # fmt: skip
BROADCAST = (
    "New on the blog: {headline} {url}", "{headline} - read it here: {url} #{tag}", "ICYMI: {headline} {url}", "From the archive: {headline} {url} #{tag} #{tag2}",
    "Our free downtime checklist, now with {n} points: {url} #{tag}", "Two audit dates left in {month}. Book now: {url}", "Are you ready for {topic}? We are. {url} #{tag}",
    "Larkfield helps {trade} plants cut downtime by up to {pct} %. {url}", "{headline}\n\n{url}", "Today on the blog: {headline} {url}",
)  # fmt: skip
THOUGHT = (
    "{the} {part} {on} a {machine} {symptom}. Nine times of ten: {cause}.", "Rule of the week: {cure}. #{tag}", "Monday again. Check {check} before the first coffee.",
    "If nobody reads it, it is not a handover. #{tag}", "A {machine} does not stop without a reason. It stops without a reader.", "Good morning from {town}. Inside a {machine} today. #{tag}",
)  # fmt: skip
X_REPLY = (
    "could be {cause}, look at {check}", "same in a {trade} plant I know. They decided to {cure}", "nice one, thanks for sharing", "true, and the night shift knew it",
    "we wrote about that: {url}", "is it worse when it is wet?", "agreed &amp; saved", "I would {cure} first",
)  # fmt: skip
TAGS = (
    "maintenance",
    "reliability",
    "manufacturing",
    "downtime",
    "lubrication",
    "foodindustry",
    "packaging",
    "papermaking",
    "industry40",
    "predictivemaintenance",
)
LIST_SUBJECT = (
    "{part} {on} {machine}: {symptom}",
    "{machine}, {check}",
    "Question on {part}",
    "How often do you look at {check}?",
    "{machine} and {cause}",
)
SUBJECT = (
    "{part} {on} the {machine}",
    "{machine}: {part}",
    "question about the {machine}",
    "the {machine} again",
    "{part}, a second opinion",
    "stops on the {machine}",
)
