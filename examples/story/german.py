"""The same in German, for the plants around Larkfield; smaller, since fewer write so. Parts bear their article with them."""

from __future__ import annotations

MACHINES = (
    "am Palettierer", "an der Abfüllanlage", "am Schlauchbeutler", "an der Wellpappenanlage", "am Rollenschneider", "an der Backstraße", "am Kartonaufrichter",
    "an der Presse", "am Etikettierer", "am Kühlturm", "an der Flaschenreinigung", "am Förderband in Halle 2",
)  # fmt: skip
FITS: dict[str, tuple[str, ...]] = {
    "das Band": (
        "am Schlauchbeutler",
        "an der Backstraße",
        "am Förderband in Halle 2",
        "an der Flaschenreinigung",
    ),
    "die Kette": ("am Palettierer", "an der Backstraße", "an der Flaschenreinigung", "am Kartonaufrichter"),
    "das Getriebe": (
        "am Palettierer",
        "am Rollenschneider",
        "an der Presse",
        "an der Backstraße",
        "am Kühlturm",
    ),
    "die Lichtschranke": ("am Etikettierer", "am Kartonaufrichter", "am Palettierer", "am Schlauchbeutler"),
}

FAULTS = (
    ("das Antriebslager", "", ("wird nach vierzig Minuten heiß", "pfeift beim Anlaufen"), ("zu viel Fett", "ein Kippfuß unter dem Motor"),
     ("die Fettmenge halbieren", "den Fuß unterlegen und kalt ausrichten"), ("die Temperatur nach dem Schmieren", "die axiale Schwingung")),
    ("das Band", "", ("läuft unter Last nach links", "reißt alle paar Wochen an der Verbindung"), ("Schmutz unter der Umlenkrolle", "eine schiefe Verbindung"),
     ("die Umlenkrolle jede Schicht reinigen", "die Verbindung neu schneiden"), ("die Umlenkrolle nach der Schicht", "die Spannung auf beiden Seiten")),
    ("das Getriebe", "", ("leckt zwei Wochen nach der neuen Dichtung", "ist heißer als die anderen"), ("eine verstopfte Entlüftung", "das falsche Öl"),
     ("die Entlüftung reinigen", "das Öl nach Typenschild einfüllen"), ("die Entlüftung", "die Welle unter der Dichtung")),
    ("die Lichtschranke", "", ("stoppt uns zweimal die Stunde grundlos", "sieht Dampf als Ware"), ("Dampf aus der Reinigung", "ein lockerer Halter"),
     ("den Winkel um fünfzehn Grad ändern", "den Halter schweißen"), ("die Fehlstopps nach Uhrzeit", "den Reflektor am Schichtende")),
    ("die Kette", "", ("springt unter Volllast", "längt sich schneller, als wir kürzen können"), ("alte Ritzel an neuer Kette", "die Nassreinigung"),
     ("die Ritzel mit der Kette tauschen", "nach der Reinigung nachölen"), ("die Längung über zehn Glieder", "die Zähne der Ritzel")),
    ("der Zylinder", "", ("ist montags träge", "klemmt, bis er warm ist"), ("Wasser in der Druckluft", "ein Ableiter, der nie öffnet"),
     ("den Ableiter öffnen und zusehen", "die Dämpfung neu einstellen"), ("das Kondensat am Ableiter", "den Taupunkt am letzten Verbraucher")),
    ("der Wartungsplan", "", ("ist immer nur zu sechzig Prozent erledigt", "wurde aus dem Handbuch abgeschrieben"), ("zu viele Aufgaben ohne Fehlerbild", "zu wenig Leute für zu viele Stunden"),
     ("jede Aufgabe ohne Fehlerbild streichen", "nur siebzig Prozent der Stunden verplanen"), ("zehn Aufträge nach Zufall", "die Aufgaben, die je etwas fanden")),
    ("die Übergabe", "", ("geht zwischen Nacht und Früh verloren", "besteht aus drei Wörtern"), ("ein Formular mit zwanzig Feldern", "Schichten ohne Überlappung"),
     ("das Formular auf drei Fragen kürzen", "jeden Morgen eine Übergabe vorlesen"), ("die Übergaben der letzten Woche", "die Stopps der ersten Stunde")),
)  # fmt: skip
ASK = (
    "{part} {machine} {symptom}. Was würden Sie zuerst prüfen?", "Kurze Frage: {part} {machine} {symptom}. Liegt das an uns oder an der Anlage?",
    "Seit {day} haben wir ein Problem: {part} {machine} {symptom}. Kennen Sie das?", "Der Lieferant sagt, das sei normal: {part} {machine} {symptom}. Stimmt das?",
    "Haben Sie eine Checkliste dafür? {part} {machine} {symptom}.", "Wir verlieren {n} Stunden im Monat, denn {part} {machine} {symptom}. Wie machen es andere?",
)  # fmt: skip
ANSWER = (
    "Mein erster Verdacht: {cause}. Prüfen Sie {check}, bevor Sie etwas bestellen.", "Das hatte ich in {town} auch, es war {cause}. Ich würde {cure}.",
    "Fast immer {cause}. Ich würde {cure} und nach einer Woche wieder schauen.", "Normal ist das nicht. Zuerst {check}, das dauert zehn Minuten.",
    "Fragen Sie die Nachtschicht. Dort weiß man es meist seit Monaten: {cause}.",
)  # fmt: skip
REPORT = (
    "Danke, das hat geholfen. Es war {cause}.", "Vielen Dank! Seit {day} kein Stopp mehr.", "Sie hatten recht: {cause}. Danke.",
    "Danke für den Tipp. Besser, aber nicht weg. Was noch?", "Sehr hilfreich, danke. Auf der Messe gebe ich einen Kaffee aus.",
)  # fmt: skip
CLOSE = (
    "Freut mich. Schreiben Sie auf, was Sie gefunden haben.",
    "Gut so. Einmal im Monat genügt.",
    "Dann würde ich noch {cure}, beim nächsten geplanten Stillstand.",
    "Behalten Sie {check} noch eine Weile im Auge.",
)
ONWARDS = (
    "Machen wir. Ruhige Schicht!",
    "Danke nochmals. Wenn Sie in {town} sind, kommen Sie vorbei.",
    "Verstanden, das kommt an die Tafel.",
    "Gute Regel, danke.",
)
QUESTION = (
    "Guten Tag {first} {last}, danke für die Vernetzung. Was hat Sie letzten Monat am häufigsten gestoppt?", "Guten Tag {first} {last}, ich sammle, wie Werke damit umgehen: {part} {machine} {symptom}. Wie ist das bei {company}?",
    "Guten Tag {first} {last}, eine Frage unter Technikern: Wer prüft bei Ihnen {check}?",
)  # fmt: skip
REPLY_TO_QUESTION = (
    "Guten Tag Frau Okafor, ehrlich gesagt: {part} {machine} {symptom}.",
    "Gute Frage. Offiziell niemand, in Wahrheit die Nachtschicht.",
    "Einmal die Woche, mehr schaffen wir mit {few} Leuten nicht.",
)
GREETING = (
    "Glückwunsch zur neuen Stelle bei {company}, {first}!",
    "Danke für das Teilen, {first}, das war nett.",
)
REPLY_TO_GREETING = (
    "Vielen Dank, Frau Okafor!",
    "Danke! Bis zur nächsten Messe.",
    "Gern geschehen, schreiben Sie weiter.",
)
PITCH = (
    "Guten Tag {first} {last}, Larkfield bietet ein zweitägiges Instandhaltungs-Audit an. Bis zu {pct} % weniger Stillstand. Haben Sie nächste Woche 20 Minuten?",
    "Guten Tag {first} {last}, wir haben im {month} noch zwei Audit-Termine frei. Interesse? https://larkfield.example/audit",
)  # fmt: skip
REPLY_TO_PITCH = ("Danke, derzeit kein Bedarf.", "Bitte an den Einkauf.", "Dieses Jahr nicht mehr.")
AFTER_SHOW = (
    "Guten Tag {first} {last}, schön, dass wir uns auf der Messe getroffen haben. Sie sagten, {part} {machine} {symptom}. Haben Sie schon geprüft: {check}?",
    "Guten Tag {first} {last}, danke für das Gespräch auf der Messe. Was macht die Anlage?",
)  # fmt: skip
AFTER_SHOW_REPLY = (
    "Guten Tag Frau Okafor, wir haben nachgesehen: {cause}. Und jetzt?",
    "Guten Tag, noch nicht, am {day} ist es dran. Soll ich etwas messen?",
    "Danke, dass Sie daran denken. Seitdem ist Ruhe.",
)
COMMENT = (
    "Bei uns war es {cause}.",
    "Zuerst {check}, würde ich sagen.",
    "Gute Geschichte, danke.",
    "Stimmt. Und die Nachtschicht wusste es.",
    "Das gehört in jede Werkstatt.",
)
SUBJECT = ("Frage zur Anlage", "{part} {machine}", "Stopps {machine}", "Rückfrage zu {check}")
