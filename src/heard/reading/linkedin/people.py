"""Connections.csv and messages.csv, the two large files, read as columns."""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from heard.model import Columns, Interaction, Profile
from heard.reading.arrays import always, checksums, first_of_each, numbered, split_lists, where, whole
from heard.reading.csv import Sheet
from heard.reading.linkedin.names import Names, accounts_at, full_names
from heard.reading.rows import Understood
from heard.reading.times import PACIFIC, read_time, read_times

SPREADSHEET = ("%d-%b-%y", "%d-%b-%Y")
"""``29-Feb-24``: what Excel makes of ``29 Feb 2024`` when the file is saved again."""
EARLY = ("%m/%d/%y, %I:%M %p",)
"""``9/8/18, 1:05 PM``: Connections and messages until 2018, in Pacific time as in Invitations."""
SAVED_AGAIN = "The dates were changed by a spreadsheet, as in 29-Feb-24; they were read as day, month, year. Add the zip as LinkedIn sent it."
NOT_A_DATE = (
    "has a date that Heard does not understand; if a spreadsheet changed it, add the zip as LinkedIn sent it"
)

SPONSORED = '<p class="spinmail-quill-editor'
UNFILLED = "%FIRSTNAME%"
"""Paid messages begin with their editor's own mark, or still hold the field for the name."""
MARKUP = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h\d|tr)>\s*", re.IGNORECASE)
MAY_BE_MARKUP = r"<[a-zA-Z/]|&[#a-zA-Z]"


def connections(sheet: Sheet, names: Names) -> Understood:
    """The people one is connected with, and since when.

    A tie's key is the row's own word, its address or else the name, whatever account other files may join that name to.
    """
    understood = Understood()
    name = full_names(sheet.column("firstname"), sheet.column("lastname"))
    url = sheet.column("url")
    hidden = pc.and_(pc.equal(name, ""), pc.equal(url, ""))
    happened, saved_again = _days(sheet.column("connectedon"))
    unread = pc.and_(happened.is_null(), pc.invert(hidden))
    understood.partly = dict.fromkeys(_rows(unread), f"{NOT_A_DATE}. The person was kept")
    if saved_again:
        understood.warnings.append(SAVED_AGAIN)
    said = pc.coalesce(names.at(sheet, "url"), pc.utf8_lower(name))
    table = pa.table(
        {
            "account": names.accounts(sheet, name, "url"),
            "name": name,
            "title": sheet.column("position"),
            "company": sheet.column("company"),
            "email": _emails(sheet.column("emailaddress")),
            "url": url,
            "happened_us": happened,
            "key": pc.binary_join_element_wise(f"connection:{names.owner}", said, ":"),
        }
    )
    if count := pc.sum(hidden).as_py():
        understood.left_out["members who hide"] = count
        table = table.filter(pc.invert(hidden)).combine_chunks()
    understood.facts.append(Columns(fact=Profile, table=table.drop_columns(["happened_us", "key"])))
    understood.facts.append(Columns(fact=Interaction, table=_ties(table, names.owner)))
    return understood


def _days(texts: Any) -> tuple[Any, bool]:
    """The days of connecting, and whether a spreadsheet has rewritten them."""
    encoded = texts.dictionary_encode()
    distinct = encoded.dictionary
    days = read_times(distinct, "%d %b %Y", _odd_day)
    saved_again = pc.any(pc.and_(days.is_valid(), pc.match_substring(distinct, "-")), min_count=0).as_py()
    return days.take(encoded.indices), saved_again


def _odd_day(text: str) -> int | None:
    return read_time(text, SPREADSHEET) or read_time(text, EARLY, PACIFIC)


def _ties(people: Any, owner: str) -> Any:
    size = len(people)
    return pa.table(
        {
            "key": numbered(people.column("key")),
            "kind": always("connection", size),
            "channel": always("linkedin", size),
            "actor": always(owner or None, size),
            "happened_us": people.column("happened_us"),
            "to": pa.ListArray.from_arrays(
                pa.array(range(size + 1), pa.int32()), people.column("account").combine_chunks()
            ),
            "visibility": always("direct", size),
        }
    )


def messages(sheet: Sheet, names: Names) -> Understood:
    """What was written to and from the owner.

    Addresses of senders came in 2021, of recipients in mid-2023, drafts in 2024. The note of an invitation stands here again, dated
    when the invitation was accepted; the invitation itself is the better witness and alone is kept.
    """
    understood = Understood()
    happened = read_times(
        sheet.column("date"), "%Y-%m-%d %H:%M:%S UTC", partial(read_time, formats=EARLY, zone=PACIFIC)
    )
    content = sheet.column("content")
    sender = names.accounts(sheet, sheet.column("from"), "senderprofileurl")
    to = _recipients(sheet, names)
    draft = pc.or_(_yes(sheet, "ismessagedraft"), _yes(sheet, "isconversationdraft"))
    note = _noted(content, sender, to, names.noted)
    understood.bad = dict.fromkeys(_rows(pc.and_not(happened.is_null(), draft)), NOT_A_DATE)
    for kind, mask in (("drafts", draft), ("notes that Invitations.csv has", note)):
        understood.left_out += Counter({kind: count} if (count := pc.sum(mask).as_py()) else {})
    conversation = sheet.column("conversationid")
    size = len(sheet)
    table = pa.table(
        {
            "key": _keys(sheet, conversation, happened, content),
            "kind": always("message", size),
            "channel": always("linkedin", size),
            "actor": sender,
            "happened_us": happened,
            "to": to,
            "thread": pc.if_else(pc.equal(conversation, ""), None, conversation),
            "title": sheet.column("subject"),
            "text": where(content, pc.match_substring_regex(content, MAY_BE_MARKUP), plain),
            "visibility": always("direct", size),
            "nature": _natures(sheet, content),
        }
    )
    kept = pc.invert(pc.or_(happened.is_null(), pc.or_(draft, note)))
    people = _met(sheet, sender, to)
    understood.facts.append(Columns(fact=Profile, table=people))
    understood.facts.append(
        Columns(fact=Interaction, table=table if pc.all(kept, min_count=0).as_py() else table.filter(kept))
    )
    return understood


def plain(text: str) -> str:
    """The words of a message in HTML; a message in plain text is its own words, ``a < b`` and all."""
    return html.unescape(MARKUP.sub("", BREAK.sub("\n", text))).strip()


def _recipients(sheet: Sheet, names: Names) -> Any:
    """Whom each message went to: by address, and by name in eras and rows without one."""
    by_address = split_lists(sheet.column("recipientprofileurls"), ",", accounts_at)
    together = sheet.column("to")
    unsaid = pc.and_(pc.equal(pc.list_value_length(by_address), 0), pc.not_equal(together, ""))
    if not pc.any(unsaid, min_count=0).as_py():
        return by_address
    encoded = together.filter(unsaid).dictionary_encode()
    by_name = pa.array(map(names.recipients, encoded.dictionary.to_pylist()), pa.list_(pa.string()))
    source = np.arange(len(sheet))
    source[_rows(unsaid)] = len(sheet) + encoded.indices.to_numpy()
    return pa.concat_arrays([by_address, by_name]).take(whole(source))


def _keys(sheet: Sheet, conversation: Any, happened: Any, content: Any) -> Any:
    """A message has no id of its own: conversation, moment and what was said; names until 2021, when conversations got ids."""
    if "conversationid" not in sheet.header.columns:
        conversation = pc.utf8_lower(
            pc.binary_join_element_wise(sheet.column("from"), sheet.column("to"), ">")
        )
    sums = checksums(content)
    keys = pc.binary_join_element_wise(
        conversation, pc.coalesce(happened.cast(pa.string()), ""), sums.cast(pa.string()), ":"
    )
    return numbered(keys, happened, sums)


def _natures(sheet: Sheet, content: Any) -> Any:
    sponsored = pc.starts_with(content, SPONSORED)
    if sheet.may_hold(UNFILLED):
        sponsored = pc.or_(sponsored, pc.match_substring(content, UNFILLED))
    spam = pc.equal(sheet.column("folder"), "SPAM")
    return pc.if_else(sponsored, "sponsored", pc.if_else(spam, "bulk", "personal"))


def _noted(content: Any, sender: Any, to: Any, notes: set[tuple[str | None, str | None, str]]) -> Any:
    """Which messages are the note of an invitation, said once more."""
    if not notes:
        return pa.repeat(False, len(content))
    same = pc.is_in(content, value_set=pa.array(sorted({text for _, _, text in notes}), pa.string()))
    mask = np.zeros(len(content), bool)
    for row in _rows(same):
        sent_to = to[row].as_py()
        mask[row] = len(sent_to) == 1 and (sender[row].as_py(), sent_to[0], content[row].as_py()) in notes
    return pa.array(mask)


def _met(sheet: Sheet, sender: Any, to: Any) -> Any:
    """Who wrote, and who was written to alone, once each."""
    alone = pc.equal(pc.list_value_length(to), 1)
    accounts = pa.concat_arrays([sender, to.filter(alone).flatten()])
    named = pa.concat_arrays([sheet.column("from"), sheet.column("to").filter(alone)])
    first = first_of_each(accounts)
    return pa.table({"account": accounts.take(first), "name": named.take(first)})


def _emails(texts: Any) -> Any:
    """Addresses in lower case; some spreadsheets write ``No email`` where there is none."""
    return pc.if_else(pc.match_substring(texts, "@"), pc.utf8_lower(texts), "")


def _yes(sheet: Sheet, column: str) -> Any:
    if column not in sheet.header.columns:
        return pa.repeat(False, len(sheet))
    return pc.equal(pc.utf8_lower(sheet.column(column)), "yes")


def _rows(mask: Any) -> list[int]:
    return [int(row) for row in np.flatnonzero(mask.to_numpy(zero_copy_only=False))]
