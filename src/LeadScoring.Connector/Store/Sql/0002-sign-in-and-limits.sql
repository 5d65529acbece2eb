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
