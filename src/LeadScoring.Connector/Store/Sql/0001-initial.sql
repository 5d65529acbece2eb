-- Times are Unix milliseconds, UTC. Points are ten-thousandths of a point. Flags are 0 or 1.

create table connection (
    name text primary key,
    since_at integer,
    go_live integer,
    trailed_at integer,
    crm_ahead integer not null default 0,
    model text,
    model_at integer,
    unmapped text not null default '{}'
);

create table lease (
    connection text primary key,
    holder text not null,
    fence integer not null
);

-- How far each stream has been read: everything up to (at, id) is kept.
create table cursor (
    connection text not null,
    stream text not null,
    at integer not null,
    id text not null,
    primary key (connection, stream)
);

-- Every version of a mapping file that was ever staged or in force.
create table model (
    connection text not null,
    hash text not null,
    text text not null,
    staged_at integer not null,
    in_force_at integer,
    primary key (connection, hash)
);

-- The one changed file that is not in force: waiting for a person, or wrong.
create table staged (
    connection text primary key,
    hash text not null,
    state text not null,
    flips integer not null,
    message text not null,
    approved integer not null
);

-- One row per CRM record: what the CRM shows, and what the scoring made of it.
create table lead (
    lead_id integer primary key,
    connection text not null,
    object text not null,
    id text not null,
    name text,
    email text,
    owner_id text,
    created_at integer not null,
    stamp integer not null,
    seen_status text,
    latest_at integer,
    shown text not null default '{}',
    confirmed_at integer,
    closed integer not null default 0,
    gone integer not null default 0,
    successor text,
    gone_at integer,
    present_at integer,
    joined integer not null default 0,
    scored_owner_id text,
    model text not null,
    status_points integer not null default 0,
    behaviour_points integer not null default 0,
    fit_points integer not null default 0,
    status text,
    status_at integer,
    hot integer not null default 0,
    hot_since integer,
    hot_source integer not null default 0,
    last_interaction_at integer,
    resets_at integer,
    armed_for integer,
    next_check_at integer,
    last_reset_at integer,
    last_removal_at integer,
    last_cooled_at integer,
    stage integer not null default 0,
    removed integer not null default 0,
    entries integer not null default 0,
    unique (connection, object, id)
);

create index lead_due on lead (connection, next_check_at) where next_check_at is not null;
create index lead_gone on lead (connection, gone) where gone <> 0 and joined = 0;
create index lead_model on lead (connection, model);
create index lead_email on lead (connection, email) where email is not null;

-- What happened in the CRM, appended with the cursor that stands for it, folded once.
create table event (
    seq integer primary key,
    connection text not null,
    key text not null,
    lead_id integer not null references lead,
    kind integer not null,
    occurred_at integer not null,
    observed_at integer not null,
    value text,
    old_value text,
    is_first integer not null,
    crm_order text not null,
    source integer not null,
    estimated integer not null,
    folded integer not null default 0,
    unique (connection, key)
);

create index event_unfolded on event (connection, lead_id) where folded = 0;

-- Append-only: the sum of a part's points is the part.
create table ledger (
    seq integer primary key,
    connection text not null,
    key text not null,
    part integer not null,
    lead_id integer not null references lead,
    kind integer not null,
    rule text not null,
    points integer not null,
    part_after integer not null,
    total_after integer not null,
    occurred_at integer not null,
    observed_at integer not null,
    model text not null,
    layer text not null,
    source integer not null,
    estimated integer not null,
    note text,
    unique (connection, key, part)
);

create index ledger_lead on ledger (lead_id, seq);

-- Leads whose fields may differ from what the CRM shows. What to write is worked out when it is sent.
create table outbox (
    lead_id integer primary key references lead,
    connection text not null,
    state integer not null default 0,
    attempts integer not null default 0,
    next_try_at integer not null default 0,
    code text,
    message text
);

create index outbox_order on outbox (connection, lead_id);

-- Describe, owners and the like, as the CRM last told them.
create table cache (
    connection text not null,
    name text not null,
    at integer not null,
    text text not null,
    primary key (connection, name)
);

create table pass (
    run text primary key,
    connection text not null,
    started_at integer not null,
    ended_at integer not null,
    status text not null,
    report text not null
);

create index pass_latest on pass (connection, ended_at);

-- What a person asked of a connection that a running worker holds.
create table request (
    request_id integer primary key,
    connection text not null,
    kind text not null,
    argument text not null,
    asked_at integer not null,
    answer text
);

-- The refresh token that the CRM gave last, encrypted, and a keyed hash of the configured one that it goes back to.
create table refresh_token (
    connection text primary key,
    token text not null,
    configured_hash text not null
);

-- Calls to the CRM by the hour they began in, as hours since 1970.
create table call_hour (
    connection text not null,
    hour integer not null,
    calls integer not null,
    primary key (connection, hour)
);

-- The daily allocation of the account as the CRM last told it. While the connection is paused, looked_at is when a
-- call was last spent on looking.
create table allocation (
    connection text primary key,
    used integer,
    quota integer,
    looked_at integer
);
