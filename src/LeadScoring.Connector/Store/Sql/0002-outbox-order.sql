-- Marks are read in the order of their leads, a batch at a time: without this index every batch would sort them all.
drop index outbox_due;
create index outbox_order on outbox (connection, lead_id);
