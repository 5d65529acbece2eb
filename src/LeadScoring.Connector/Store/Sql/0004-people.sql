-- The connections whose people are linked by address; empty while nobody is linked.
create table linking (
    connection text primary key,
    crm text not null
);

-- The record of the same person in the other CRM, and whether it is hot; linked_hot is 0 from the moment a person has
-- removed the flag here until the other record has answered. Ambiguous: the other CRM has the address too, but one of
-- the two has it more than once, so nobody can tell who is who.
alter table lead add column linked_id integer;
alter table lead add column linked_crm text;
alter table lead add column linked_hot integer not null default 0;
alter table lead add column linked_since integer;
alter table lead add column ambiguous integer not null default 0;

-- In place of the exact text, which nobody asks for.
drop index lead_email;
create index lead_address on lead (lower(trim(email))) where email is not null;
create index lead_linked on lead (connection) where linked_id is not null;
create index lead_ambiguous on lead (connection) where ambiguous = 1;
