-- The example shop's tables. Every seed runs this first, in its own transaction, many of them at once.
--
-- "create … if not exists" alone is not safe for that: two sessions that start together both find nothing, and one of them
-- fails with a unique violation. So the first to come takes a lock, which it holds until it commits; the others wait for it
-- and then find everything there. Once the tables exist, nobody takes the lock, nor any lock on a table that would hold up
-- another seed's load. Run the seed "schema" first to spare the others the wait for the first one's load.
--
-- The tables do not refer to each other: a vendor's price list may come before its products do.
do $$
begin
    if to_regclass('catalog.inventory') is not null then -- the last one made, and all are made in one transaction
        return;
    end if;

    perform pg_advisory_xact_lock(hashtextextended('example catalog: schema.sql', 0));

    create schema if not exists catalog;

    create table if not exists catalog.products (
        vendor      text not null,
        part_number text not null,
        name        text not null,
        description text,
        brand       text,
        primary key (vendor, part_number)
    );

    create table if not exists catalog.prices (
        vendor      text           not null,
        part_number text           not null,
        price       numeric(12, 2) not null check (price >= 0),
        list_price  numeric(12, 2) check (list_price >= 0),
        primary key (vendor, part_number)
    );

    create table if not exists catalog.inventory (
        vendor      text not null,
        part_number text not null,
        warehouse   text not null,
        quantity    integer check (quantity >= 0), -- null: the vendor does not say
        primary key (vendor, part_number, warehouse)
    );
end
$$;
