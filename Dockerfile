FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production DATABASE_URL=sqlite:/data/bot.sqlite
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY flows flows
COPY src src
COPY scripts scripts
COPY content content
# the only place that is written to; everything else may be mounted read-only
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/livez').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "src/main.ts"]
