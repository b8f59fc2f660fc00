"""The language is told by small words, by letters, or not at all."""

from __future__ import annotations

import pytest

from heard.text.language import language

SENTENCES = {
    "en": "Could you tell me which of the pumps was stopped last night?",
    "de": "Kannst du mir sagen, welche Pumpe gestern Nacht gestanden hat?",
    "fr": "Est-ce que vous savez quelle pompe était arrêtée hier soir ?",
    "es": "¿Me puedes decir qué bomba estaba parada anoche en la planta?",
    "it": "Mi puoi dire quale pompa era ferma ieri sera nello stabilimento?",
    "pt": "Você pode me dizer qual bomba não funcionou ontem à noite?",
    "nl": "Kun je me zeggen welke pomp er gisteren avond niet meer werkte?",
    "sv": "Kan du säga vilken pump det var som inte gick i går kväll?",
    "pl": "Czy możesz mi powiedzieć, która pompa nie działała wczoraj?",
    "ru": "Ты можешь сказать, какой насос не работал вчера вечером?",
    "el": "Ποια αντλία σταμάτησε χθες το βράδυ στο εργοστάσιο;",
    "ja": "昨日の夜に止まったポンプはどれか教えてもらえますか。",
    "zh": "你能告诉我昨天晚上哪一台泵停了吗\uff1f我们需要在今天下午之前知道。",
    "ko": "어제 밤에 어느 펌프가 멈췄는지 말씀해 주시겠어요?",
}


@pytest.mark.parametrize(("name", "text"), SENTENCES.items())
def test_a_sentence_is_known(name, text):
    assert language(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok!",
        "Merci",
        "1234567890 1234567890 1234567890",
        "🙂" * 60,
        "xqzt vrrk plonk grmbl fnord skrt blarg",
        "\x00\x01\x02" * 40,
        "\ud800" * 40,
    ],
    ids=["empty", "short", "one word", "digits", "faces", "no language", "binary", "halves of letters"],
)
def test_what_cannot_be_told_is_not_told(text):
    assert language(text) == ""


def test_two_languages_at_once_are_not_told():
    assert language("the of and you is it der die das und ich ist nicht") == ""


def test_a_long_text_is_told_by_its_beginning():
    assert language((SENTENCES["de"] + " ") * 5 + " and the of you is it" * 100_000) == "de"
