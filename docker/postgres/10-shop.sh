#!/bin/bash
# Makes the example shop's database and roles. Nobody who works with it is a superuser, as on a managed server.
# Runs once, when the data folder is made; the passwords come from docker-compose.yml's environment.
set -euo pipefail
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set seeds="$SHOP_SEEDS_PASSWORD" --set agent="$SHOP_AGENT_PASSWORD" --set api="$SHOP_API_PASSWORD" <<'SQL'
CREATE ROLE shop_seeds LOGIN PASSWORD :'seeds';
CREATE ROLE shop_api LOGIN PASSWORD :'api';
CREATE ROLE shop_agent LOGIN PASSWORD :'agent' IN ROLE pg_monitor, pg_signal_backend;
CREATE DATABASE shop OWNER shop_seeds;
SQL
