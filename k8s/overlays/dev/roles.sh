#!/bin/sh
# Run once by the image, when the data folder is empty.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres <<SQL
CREATE ROLE seedgate_agent LOGIN PASSWORD '$MAIN_AGENT_PASSWORD';
GRANT pg_monitor, pg_signal_backend TO seedgate_agent;
CREATE ROLE shop_seeds LOGIN PASSWORD '$SHOP_SEEDS_PASSWORD';
GRANT shop_seeds TO seedgate_agent;
CREATE DATABASE shop OWNER shop_seeds;
SQL
