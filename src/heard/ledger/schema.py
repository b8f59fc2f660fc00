"""The ledger's tables, with the meaning and unit of every column, as the comments that the engine itself keeps.

`MIGRATIONS` is append-only; a migration's position is the version it leads to. The text is the same for every engine.

Each fact is stored with the import that brought it. Where two imports bring the same fact, both rows stay and one of them is
`current`: the one from the export that was taken last. So the order of imports does not matter, and an undo is exact.
"""

from __future__ import annotations

MIGRATIONS = (
    """
create table imports (
    import_id bigint not null, source text not null, owner text not null, path text not null, sha256 text not null,
    taken_us bigint, imported_us bigint not null, version text not null, notes text not null,
    found bigint not null, added bigint not null, problems bigint not null
);
comment on table imports is 'Each export that was added, once';
comment on column imports.import_id is 'First 63 bits of the MD5 of source and SHA-256; the same export has the same id everywhere';
comment on column imports.source is 'The module that read it: linkedin, x, mbox, journal ...';
comment on column imports.owner is 'The account that the export belongs to, as network:handle; empty where it does not say';
comment on column imports.path is 'Where the export lay when it was added';
comment on column imports.sha256 is 'SHA-256 of the file, or of the paths and files of the folder, in hexadecimal';
comment on column imports.taken_us is 'When the network made the export [us since 1970, UTC]; null where it does not say';
comment on column imports.imported_us is 'When it was added [us since 1970, UTC]';
comment on column imports.version is 'The version of Heard that read it';
comment on column imports.notes is 'What the person should know of this export, one a line';
comment on column imports.found is 'Facts that were read [count]';
comment on column imports.added is 'Facts that no other import held at the time [count]';
comment on column imports.problems is 'Pieces of input that could not be read [count]';

create table files (import_id bigint not null, path text not null, status text not null, found bigint not null, what text not null);
comment on table files is 'What became of each file of each export';
comment on column files.import_id is 'The import';
comment on column files.path is 'Path within the export';
comment on column files.status is 'read, known (left alone on purpose), unknown or failed';
comment on column files.found is 'Facts read from it [count]';
comment on column files.what is 'What it holds, in words';

create table problems (import_id bigint not null, path text not null, line bigint, why text not null);
comment on table problems is 'Each piece of input that could not be read';
comment on column problems.import_id is 'The import';
comment on column problems.path is 'File within the export';
comment on column problems.line is 'Line or record in that file, counted from 1; null where it is the whole file';
comment on column problems.why is 'One sentence and the next step';

create table account_rows (account bigint not null, import_id bigint not null, handle text not null);
comment on table account_rows is 'Each account that an import names';
comment on column account_rows.account is 'First 63 bits of the MD5 of the handle';
comment on column account_rows.import_id is 'The import';
comment on column account_rows.handle is 'network:handle, as in linkedin:ines-okafor';

create table profile_rows (
    account bigint not null, import_id bigint not null, name text not null, title text not null, company text not null,
    email text not null, url text not null, owner smallint not null
);
comment on table profile_rows is 'What each import says of an account';
comment on column profile_rows.account is 'The account';
comment on column profile_rows.import_id is 'The import';
comment on column profile_rows.name is 'Name as displayed there';
comment on column profile_rows.title is 'Position, as of the export';
comment on column profile_rows.company is 'Employer, as of the export';
comment on column profile_rows.email is 'Address in lower case';
comment on column profile_rows.url is 'Page of the account';
comment on column profile_rows.owner is '1 where the export says that the account is its owner, else 0';

create table interaction_rows (
    id bigint not null, import_id bigint not null, current smallint not null, source text not null, key text not null,
    channel text not null, kind text not null, actor bigint, ts timestamp, ts_us bigint, thread bigint, reply_to bigint,
    title text not null, text text not null, url text not null, visibility text not null, nature text not null
);
comment on table interaction_rows is 'Something said or done on a channel, at a time, by an account';
comment on column interaction_rows.id is 'First 63 bits of the MD5 of source and key';
comment on column interaction_rows.import_id is 'The import that brought this row';
comment on column interaction_rows.current is '1 for the row that counts, 0 for an older version of the same interaction';
comment on column interaction_rows.source is 'The module that read it';
comment on column interaction_rows.key is 'The own id of the network; where there is none, content and ordinal';
comment on column interaction_rows.channel is 'The channel, as strategy.yaml names it';
comment on column interaction_rows.kind is 'post, reply, comment, mention, message, mail, reaction, share, follow, connection, invitation, introduction, recommendation, endorsement, meeting, call or visit';
comment on column interaction_rows.actor is 'The account that spoke; null where the export does not say';
comment on column interaction_rows.ts is 'When, for people [UTC]; null where the export keeps no time';
comment on column interaction_rows.ts_us is 'When, for arithmetic [us since 1970, UTC]; null where the export keeps no time';
comment on column interaction_rows.thread is 'The conversation, as the network draws it; null where there is none';
comment on column interaction_rows.reply_to is 'The id of the interaction that this one answers, whether or not the ledger holds it';
comment on column interaction_rows.title is 'Subject line or headline';
comment on column interaction_rows.text is 'Own words, without quotes, signatures and markup; that of a direct message never leaves the ledger';
comment on column interaction_rows.url is 'Where it can be seen';
comment on column interaction_rows.visibility is 'public, unlisted, followers, group or direct';
comment on column interaction_rows.nature is 'personal, bulk (one text to a list), automatic (a machine) or sponsored';

create table recipient_rows (interaction bigint not null, import_id bigint not null, account bigint not null, role text not null);
comment on table recipient_rows is 'To whom an interaction went';
comment on column recipient_rows.interaction is 'The interaction';
comment on column recipient_rows.import_id is 'The import that brought this row';
comment on column recipient_rows.account is 'The account addressed';
comment on column recipient_rows.role is 'to, cc or mentioned';

create table effort_rows (
    id bigint not null, import_id bigint not null, current smallint not null, source text not null, key text not null,
    day date not null, channel text not null, hours double precision not null, note text not null
);
comment on table effort_rows is 'Time spent on a channel';
comment on column effort_rows.id is 'First 63 bits of the MD5 of source and key';
comment on column effort_rows.import_id is 'The import that brought this row';
comment on column effort_rows.current is '1 for the row that counts, 0 for an older version of it';
comment on column effort_rows.source is 'The module that read it';
comment on column effort_rows.key is 'The own id of the tracker; where there is none, content and ordinal';
comment on column effort_rows.day is 'The day of the work, where the person was';
comment on column effort_rows.channel is 'The channel';
comment on column effort_rows.hours is 'Time spent [h]';
comment on column effort_rows.note is 'What was done';

create table expense_rows (
    id bigint not null, import_id bigint not null, current smallint not null, source text not null, key text not null,
    day date not null, channel text not null, amount decimal(18, 2) not null, currency text not null, note text not null
);
comment on table expense_rows is 'Money spent on a channel';
comment on column expense_rows.id is 'First 63 bits of the MD5 of source and key';
comment on column expense_rows.import_id is 'The import that brought this row';
comment on column expense_rows.current is '1 for the row that counts, 0 for an older version of it';
comment on column expense_rows.source is 'The module that read it';
comment on column expense_rows.key is 'The own id of the bookkeeping; where there is none, content and ordinal';
comment on column expense_rows.day is 'The day it was paid';
comment on column expense_rows.channel is 'The channel';
comment on column expense_rows.amount is 'Amount [in its currency]';
comment on column expense_rows.currency is 'ISO 4217';
comment on column expense_rows.note is 'What for';

create table outcome_rows (
    id bigint not null, import_id bigint not null, current smallint not null, source text not null, key text not null,
    day date not null, channel text not null, deal text not null, stage text not null, account bigint,
    amount decimal(18, 2), currency text not null, note text not null
);
comment on table outcome_rows is 'A step of a deal';
comment on column outcome_rows.id is 'First 63 bits of the MD5 of source and key';
comment on column outcome_rows.import_id is 'The import that brought this row';
comment on column outcome_rows.current is '1 for the row that counts, 0 for an older version of it';
comment on column outcome_rows.source is 'The module that read it';
comment on column outcome_rows.key is 'The own id of the customer system; where there is none, content and ordinal';
comment on column outcome_rows.day is 'The day of the step';
comment on column outcome_rows.channel is 'Where the deal began, as the user says';
comment on column outcome_rows.deal is 'The deal, as the user calls it';
comment on column outcome_rows.stage is 'lead, won or lost';
comment on column outcome_rows.account is 'The person, where named';
comment on column outcome_rows.amount is 'Value [in its currency]; null where not said';
comment on column outcome_rows.currency is 'ISO 4217; empty where there is no amount';
comment on column outcome_rows.note is 'Anything else said';

create view accounts as select distinct account, handle from account_rows;
create view profiles as select p.*, i.taken_us, i.source from profile_rows p join imports i on i.import_id = p.import_id;
create view interactions as select * from interaction_rows where current = 1;
create view recipients as
    select r.interaction, r.account, r.role
    from recipient_rows r join interaction_rows i on i.id = r.interaction and i.import_id = r.import_id
    where i.current = 1;
create view efforts as select * from effort_rows where current = 1;
create view expenses as select * from expense_rows where current = 1;
create view outcomes as select * from outcome_rows where current = 1;
""",
    """
create table traffic_rows (
    id bigint not null, import_id bigint not null, current smallint not null, source text not null, key text not null,
    day date not null, last_day date not null, channel text not null, metric text not null, number bigint not null,
    site text not null, dimension text not null, page text not null, campaign text not null
);
comment on table traffic_rows is 'Something that was only counted, nobody knows of whom; counts of two sources or dimensions are of the same visits and are never added';
comment on column traffic_rows.id is 'First 63 bits of the MD5 of source and key';
comment on column traffic_rows.import_id is 'The import that brought this row';
comment on column traffic_rows.current is '1 for the row that counts, 0 for an older version of it';
comment on column traffic_rows.source is 'The module that read it';
comment on column traffic_rows.key is 'Period, and what the count is divided by';
comment on column traffic_rows.day is 'The day, or the first of the period that was counted';
comment on column traffic_rows.last_day is 'The last day of the period; the same day where days were counted';
comment on column traffic_rows.channel is 'What brought them, as strategy.yaml names it';
comment on column traffic_rows.metric is 'visits, visitors, conversions, sent, bounced, opened, clicked, unsubscribed or signed up';
comment on column traffic_rows.number is 'How many [count]';
comment on column traffic_rows.site is 'What they came to: a host, a property, a list of addresses; empty where the export does not say';
comment on column traffic_rows.dimension is 'By what the tool divided the whole, as it calls it';
comment on column traffic_rows.page is 'Path of the page they came to first; empty where not counted';
comment on column traffic_rows.campaign is 'The campaign, as its links or letters are named; empty where there is none';

create view traffic as select * from traffic_rows where current = 1;
""",
    """
drop view efforts;
alter table effort_rows add column labels text default '';
alter table effort_rows alter column labels set not null;
comment on column effort_rows.channel is 'The channel; empty where a tracker recorded it and the strategy says which';
comment on column effort_rows.labels is 'What a tracker calls it, one a line, as in project: linkedin outreach; empty where the channel is known';
create view efforts as select * from effort_rows where current = 1;
""",
)

VERSIONED = ("interaction_rows", "effort_rows", "expense_rows", "outcome_rows", "traffic_rows")
"""Tables in which several imports may hold the same fact, of which one row is current."""
BROUGHT = (*VERSIONED, "recipient_rows", "profile_rows", "account_rows", "files", "problems", "imports")
"""Every table whose rows belong to an import."""
