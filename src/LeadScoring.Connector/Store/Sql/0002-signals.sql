-- The values of fields that signals watch and criteria look at, as last seen; a key without value was read and is empty.
alter table lead add column fields text not null default '{}';

-- The newest change of the owner that was folded. Leads that were folded before it was kept have shown their owner since.
alter table lead add column owner_at integer;
update lead set owner_at = stamp where stamp > 0;

-- What the criteria were last judged by, and what follows from it and from the exchange with the lead.
alter table lead add column profile text;
alter table lead add column outside integer not null default 0;
alter table lead add column fit integer not null default 0;
alter table lead add column two_way integer not null default 0;
alter table lead add column qualifications integer not null default 0;
alter table lead add column approaches text;
alter table lead add column pressure integer not null default 0;
alter table lead add column unresponsive integer not null default 0;
alter table lead add column review_at integer;
alter table lead add column contacted_at integer;

-- Of a field: which one. Of an activity: what it is about, which stays when it changes, and what the CRM says of it.
alter table event add column field text;
alter table event add column about text;
alter table event add column facts text;

-- What the points of a signal are for, so that they can be found and taken back.
alter table ledger add column about text;

create index ledger_about on ledger (lead_id, about) where about is not null;

-- Activities as the CRM last showed them. A record of the CRM may tell of several.
create table activity (
    connection text not null,
    about text not null,
    record text not null,
    what text not null,
    lead_id integer not null references lead,
    stamp integer not null,
    standing integer not null,
    facts text not null,
    primary key (connection, about)
);

create index activity_record on activity (connection, record);
create index activity_lead on activity (lead_id);

-- Since when a signal counts: null from the beginning, else since the model that brought it took force.
create table signal (
    connection text not null,
    name text not null,
    began_at integer,
    primary key (connection, name)
);

-- How soon a hot lead was first approached, and who owned it.
create table response (
    lead_id integer not null references lead,
    connection text not null,
    owner_id text,
    hot_since integer not null,
    contacted_at integer not null,
    primary key (lead_id, hot_since)
);
