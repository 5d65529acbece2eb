FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/LeadScoring.Core/LeadScoring.Core.csproj src/LeadScoring.Core/packages.lock.json src/LeadScoring.Core/
COPY src/LeadScoring.Sandbox/LeadScoring.Sandbox.csproj src/LeadScoring.Sandbox/packages.lock.json src/LeadScoring.Sandbox/
COPY src/LeadScoring.Connector/LeadScoring.Connector.csproj src/LeadScoring.Connector/packages.lock.json src/LeadScoring.Connector/
RUN dotnet restore --locked-mode src/LeadScoring.Connector

COPY . .
RUN dotnet publish --no-restore -c Release -o /app src/LeadScoring.Connector

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .

# The one place that is kept: store, logs and keys. The root may be read-only, with /tmp as a tmpfs for dry runs.
RUN mkdir --mode=0700 /var/lib/lead-scoring && chown "$APP_UID" /var/lib/lead-scoring
VOLUME /var/lib/lead-scoring
ENV Connector__Store__ConnectionString="Data Source=/var/lib/lead-scoring/connector.db" \
    Connector__Logs__Directory=/var/lib/lead-scoring/logs \
    Connector__Keys__Directory=/var/lib/lead-scoring/keys \
    DOTNET_EnableDiagnostics=0

USER $APP_UID
ENTRYPOINT ["dotnet", "LeadScoring.Connector.dll"]
