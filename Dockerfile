# The bot: the packages it needs to run, its code, nothing else.
#   docker build -t career-bot .
# The tools: what `npm run line:setup` draws with comes on top.
#   docker build -t career-bot-tools --target tools .
FROM node:24-slim AS base
WORKDIR /app
# npm has nowhere to write but /tmp: the rest of the file system may be read-only
ENV npm_config_cache=/tmp/.npm npm_config_logs_max=0 npm_config_update_notifier=false
COPY package.json package-lock.json ./

FROM base AS packages
RUN npm ci --omit=dev && rm -rf /tmp/.npm

FROM base AS code
COPY flows flows
COPY src src
COPY scripts scripts
COPY content content
# the only place that is written to
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production DATABASE_URL=sqlite:/data/bot.sqlite
VOLUME /data
USER node

FROM code AS tools
USER root
RUN npm ci && rm -rf /tmp/.npm
USER node
CMD ["npm", "run"]

FROM code AS bot
COPY --from=packages /app/node_modules node_modules
# checks the content, and learns from it once instead of at the start of every container
USER root
RUN node scripts/content.ts --quiet
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/livez').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "--heap-growing-percent=50", "--expose-gc", "src/start.js"]
