-- What a crossing to hot has people told, kept in the transaction of the crossing: one row for each channel and recipient.
-- State: 0 waiting, 1 sent, 2 dead, 3 dropped. May be there: it was given to the receiver, who may have taken it. Asked: a person
-- wants it tried again, however old it is.
create table alert (
    alert_id integer primary key,
    connection text not null,
    crossing text not null,
    channel integer not null,
    recipient text not null,
    lead_id integer not null references lead,
    at integer not null,
    state integer not null default 0,
    may_be_there integer not null default 0,
    asked integer not null default 0,
    attempts integer not null default 0,
    next_try_at integer not null default 0,
    digest text,
    code text,
    message text,
    sent_at integer,
    unique (connection, crossing, channel, recipient)
);

create index alert_due on alert (connection, alert_id) where state = 0;
create index alert_sent on alert (connection, sent_at) where sent_at is not null;
create index alert_dead on alert (connection) where state = 2;
create index alert_age on alert (connection, at);
create index alert_lead on alert (lead_id);

-- When the first complete reading of an object had come to its end, in CRM time: what turned hot before alerts nobody.
create table object_live (
    connection text not null,
    object text not null,
    at integer not null,
    primary key (connection, object)
);

-- The leads that the version in force turned hot are alerted, because a person said so when it was published.
alter table connection add column model_alerts integer not null default 0;
alter table staged add column alerts integer not null default 0;
