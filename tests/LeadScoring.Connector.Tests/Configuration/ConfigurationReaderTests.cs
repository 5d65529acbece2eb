using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    string directory = "";

    [SetUp]
    public void Make_a_directory()
    {
        directory = Directory.CreateTempSubdirectory("configuration-").FullName;
        Directory.CreateDirectory(Path.Combine(directory, "mappings"));
        Write("mappings/hubspot.yaml", "");
        Write("mappings/salesforce.yaml", "");
    }

    [TearDown]
    public void Remove_it() => Directory.Delete(directory, recursive: true);

    [Test]
    public void Accepts_the_shipped_file()
    {
        var file = Path.Combine(TestSource.Top, "appsettings.json");

        var options = Accept(Sources() with { ConfigFile = file });

        Assert.That(options.Connections, Is.Empty);
        Assert.That(options.File, Is.EqualTo(file));
        Assert.That(options.Publish.MaxFlips, Is.EqualTo(50));
        Assert.That(options.Logs.Directory, Is.EqualTo(Path.Combine(TestSource.Top, "logs")));
    }

    [Test]
    public void Accepts_the_shipped_connections_once_they_have_their_secrets()
    {
        var shipped = File.ReadAllText(Path.Combine(TestSource.Top, "appsettings.json"));
        Write("appsettings.json", Regex.Replace(shipped, """^ {6}// (?=[" }])""", "", RegexOptions.Multiline, TimeSpan.FromSeconds(1)));

        var options = Accept(Sources(
            ("Connector__Connections__salesforce__Auth__ClientId", "id"),
            ("Connector__Connections__salesforce__Auth__ClientSecret", "secret"),
            ("Connector__Connections__hubspot__Auth__AccessToken", "secret")));

        Assert.That(options.Connections.Select(connection => connection.Name), Is.EqualTo(["hubspot", "salesforce"]));
    }

    [TestCase("None", "")]
    [TestCase("Email", "a Salesforce, b HubSpot")]
    public void People_are_linked_between_enabled_connections_where_the_file_says_so(string linkBy, string expected)
    {
        var options = Accept(Sources(
            ("Connector__People__LinkBy", linkBy),
            ("Connector__Connections__a__Crm", "Salesforce"),
            ("Connector__Connections__a__BaseUrl", "https://example.my.salesforce.com"),
            ("Connector__Connections__a__Mapping", "mappings/salesforce.yaml"),
            ("Connector__Connections__a__Auth__ClientId", "id"),
            ("Connector__Connections__a__Auth__ClientSecret", "secret"),
            ("Connector__Connections__b__Crm", "HubSpot"),
            ("Connector__Connections__b__Mapping", "mappings/hubspot.yaml"),
            ("Connector__Connections__b__Auth__AccessToken", "secret"),
            ("Connector__Connections__c__Crm", "HubSpot"),
            ("Connector__Connections__c__Mapping", "mappings/hubspot.yaml"),
            ("Connector__Connections__c__Enabled", "false")));

        Assert.That(string.Join(", ", options.People.Linked.Select(pair => $"{pair.Key} {pair.Value}")), Is.EqualTo(expected));
    }

    [Test]
    public void Accepts_no_file_and_no_connection()
    {
        var options = Accept(Sources());

        Assert.That(options.File, Is.Null);
        Assert.That(options.Connections, Is.Empty);
        Assert.That(options.Store.ConnectionString, Is.EqualTo($"Data Source={directory}/data/connector.db"));
    }

    [Test]
    public void Defaults_depend_on_the_crm()
    {
        Write("appsettings.json",
            """
            { "Connector": { "Connections": {
              "hubspot": { "Crm": "HubSpot", "Mapping": "mappings/hubspot.yaml", "Auth": { "AccessToken": "secret" } },
              "salesforce": { "Crm": "Salesforce", "BaseUrl": "https://example.my.salesforce.com",
                "Mapping": "mappings/salesforce.yaml", "Auth": { "ClientId": "id", "ClientSecret": "secret" } }
            } } }
            """);

        var connections = Accept(Sources()).Connections;

        Assert.That(connections[0], Is.EqualTo(new ConnectionOptions
        {
            Name = "hubspot",
            Crm = CrmKind.HubSpot,
            BaseUrl = new Uri("https://api.hubapi.com"),
            ApiVersion = "2026-09",
            Mapping = Path.Combine(directory, "mappings", "hubspot.yaml"),
            Schedule = "0/30 * * * * ?",
            Auth = new AuthOptions { Flow = AuthFlow.AccessToken, AccessToken = "secret" },
            Overlap = TimeSpan.FromMinutes(15),
            PageSize = 200,
        }));
        Assert.That(connections[1], Is.EqualTo(new ConnectionOptions
        {
            Name = "salesforce",
            Crm = CrmKind.Salesforce,
            BaseUrl = new Uri("https://example.my.salesforce.com"),
            ApiVersion = "67.0",
            Mapping = Path.Combine(directory, "mappings", "salesforce.yaml"),
            Schedule = "0 * * * * ?",
            Auth = new AuthOptions { Flow = AuthFlow.ClientCredentials, ClientId = "id", ClientSecret = "secret" },
            Overlap = TimeSpan.FromMinutes(10),
            PageSize = 2000,
        }));
    }

    [Test]
    public void The_environment_overrides_the_file_and_the_command_line_both()
    {
        Write("appsettings.json", """{ "Connector": { "Publish": { "MaxFlips": 1 }, "Logs": { "Directory": "a" } } }""");

        var options = Accept(
            Sources(("Connector__Publish__MaxFlips", "2"), ("connector__logs__directory", "b")) with
            {
                Arguments = ["--Connector:Publish:MaxFlips=3"],
            });

        Assert.That(options.Publish.MaxFlips, Is.EqualTo(3));
        Assert.That(options.Logs.Directory, Is.EqualTo(Path.Combine(directory, "b")));
    }

    [Test]
    public void A_named_file_takes_the_place_of_the_usual_one()
    {
        Write("appsettings.json", """{ "Connector": { "Publish": { "MaxFlips": 1 } } }""");
        Write("other.json", "{}");

        var options = Accept(Sources() with { ConfigFile = "other.json" });

        Assert.That(options.Publish.MaxFlips, Is.EqualTo(50));
    }

    [Test]
    public void The_file_beside_the_program_counts_when_there_is_no_other()
    {
        Write("program/appsettings.json", """{ "Connector": { "Publish": { "MaxFlips": 1 } } }""");

        var options = Accept(Sources() with { ProgramDirectory = Path.Combine(directory, "program") });

        Assert.That(options.Publish.MaxFlips, Is.EqualTo(1));
        Assert.That(options.Store.ConnectionString, Does.Contain("program/data"));
    }

    [Test]
    public void Rejects_a_named_file_that_is_not_there()
    {
        var problems = Reject(Sources() with { ConfigFile = "nowhere.json" });

        Assert.That(problems, Is.EqualTo("nowhere.json: cannot be read. Name an existing, readable file with --config."));
    }

    [Test]
    public void Relative_paths_are_relative_to_the_file_that_names_them()
    {
        Write("etc/app.json", """{ "Connector": { "Store": { "ConnectionString": "Data Source=leads.db" }, "Logs": { "Directory": "logs" } } }""");

        var options = Accept(Sources(("Connector__Logs__Directory", "elsewhere")) with { ConfigFile = "etc/app.json" });

        Assert.That(options.Store.ConnectionString, Is.EqualTo($"Data Source={directory}/etc/leads.db"));
        Assert.That(options.Logs.Directory, Is.EqualTo(Path.Combine(directory, "elsewhere")));
    }

    [Test]
    public void A_value_may_come_from_a_mounted_file()
    {
        Write("secrets/token", "from the file\n");

        var options = Accept(HubSpot() with
        {
            Arguments = ["--Connector:Connections:hubspot:Auth:AccessToken=file:secrets/token"],
        });

        Assert.That(options.Connections.Single().Auth.AccessToken, Is.EqualTo("from the file"));
    }

    [Test]
    public void A_mounted_file_that_a_later_source_overrides_need_not_exist()
    {
        var options = Accept(HubSpot(("Connector__Connections__hubspot__Auth__AccessToken", "file:nowhere")) with
        {
            Arguments = ["--Connector:Connections:hubspot:Auth:AccessToken=secret"],
        });

        Assert.That(options.Connections.Single().Auth.AccessToken, Is.EqualTo("secret"));
    }

    [Test]
    public void What_a_mounted_file_holds_is_not_shown()
    {
        Write("secrets/token", "planted");

        var problems = Reject(Sources(("Connector__Publish__MaxFlips", "file:secrets/token")));

        Assert.That(problems, Is.EqualTo(
            "environment variable Connector__Publish__MaxFlips: Connector:Publish:MaxFlips: \"***\" is not a whole number of at least 0."));
    }

    [Test]
    public void Secrets_of_a_disabled_connection_are_not_asked_for()
    {
        var options = Accept(HubSpot(("Connector__Connections__hubspot__Enabled", "false")));

        Assert.That(options.Connections.Single().Enabled, Is.False);
    }

    [Test]
    public void Secrets_of_connections_that_are_not_selected_are_not_asked_for()
    {
        var options = Accept(HubSpot(
            ("Connector__Connections__other__Crm", "HubSpot"),
            ("Connector__Connections__other__Mapping", "mappings/hubspot.yaml"),
            ("Connector__Connections__other__Auth__AccessToken", "secret")) with
        { OnlyConnection = "other" });

        Assert.That(options.Connections, Has.Count.EqualTo(2));
    }

    [Test]
    public void Rejects_a_selected_connection_that_is_not_configured()
    {
        var problems = Reject(HubSpot(("Connector__Connections__hubspot__Auth__AccessToken", "secret")) with { OnlyConnection = "hubspto" });

        Assert.That(problems, Is.EqualTo(
            "command line: --connection: \"hubspto\" is not configured. Did you mean \"hubspot\"? Allowed: hubspot."));
    }

    [Test]
    public void Accepts_an_RSA_key_to_sign_with()
    {
        using var key = RSA.Create(2048);

        var options = Accept(Signed(key.ExportPkcs8PrivateKeyPem()));

        Assert.That(options.Connections.Single().Auth.Flow, Is.EqualTo(AuthFlow.JwtBearer));
    }

    [Test]
    public void Rejects_a_key_that_cannot_sign()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create();

        var problems = new[] { rsa.ExportSubjectPublicKeyInfoPem(), curve.ExportPkcs8PrivateKeyPem() }.Select(pem => Reject(Signed(pem)));

        Assert.That(problems, Is.All.StartsWith(
            "environment variable Connector__Connections__org__Auth__PrivateKey: Connector:Connections:org:Auth:PrivateKey: \"***\" is no RSA key"));
    }

    [Test]
    public void The_key_of_a_disabled_connection_is_not_looked_at() =>
        Accept(Signed("no key", ("Connector__Connections__org__Enabled", "false")));

    [TestCase("http://localhost:5000")]
    [TestCase("http://127.0.0.1:5000")]
    [TestCase("http://[::1]:5000")]
    [TestCase("https://api.hubapi.com/")]
    public void Accepts_plain_http_on_this_machine_only(string url)
    {
        var options = Accept(HubSpot(
            ("Connector__Connections__hubspot__Auth__AccessToken", "secret"), ("Connector__Connections__hubspot__BaseUrl", url)));

        Assert.That(options.Connections.Single().BaseUrl, Is.EqualTo(new Uri(url)));
    }

    [TestCase("http://127.0.0.1:5000/crm1")]
    [TestCase("https://proxy.example.com/hubspot/")]
    public void The_path_of_an_address_is_kept(string url)
    {
        var options = Accept(HubSpot(
            ("Connector__Connections__hubspot__Auth__AccessToken", "secret"), ("Connector__Connections__hubspot__BaseUrl", url)));

        Assert.That(options.Connections.Single().BaseUrl, Is.EqualTo(new Uri(url)));
    }

    [Test]
    public void Accepts_a_web_page_behind_a_proxy_with_a_token() => Accept(Sources(
        ("Connector__Web__Url", "http://0.0.0.0:8080"),
        ("Connector__Web__BehindProxy", "true"),
        ("Connector__Web__Tokens__0__Name", "ops"),
        ("Connector__Web__Tokens__0__Hash", "x"),
        ("Connector__Web__Tokens__0__Role", "operator")));

    [Test]
    public void Leaves_the_connection_string_of_Postgres_alone()
    {
        var options = Accept(Sources(
            ("Connector__Store__Provider", "Postgres"), ("Connector__Store__ConnectionString", "Host=db;Database=leads")));

        Assert.That(options.Store, Is.EqualTo(new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = "Host=db;Database=leads" }));
    }

    [Test]
    public void Accepts_webhooks_with_both_addresses_and_a_secret()
    {
        var options = Accept(HubSpot(
            ("Connector__Connections__hubspot__Auth__AccessToken", "planted"),
            ("Connector__Connections__hubspot__WebhookSecret", "planted"),
            ("Connector__Web__WebhookUrl", "http://127.0.0.1:8081"),
            ("Connector__Web__PublicUrl", "https://hooks.example.com/scoring")));

        Assert.That(options.Webhooks, Is.EqualTo(new WebhookOptions(new("http://127.0.0.1:8081"), new("https://hooks.example.com/scoring"))));
        Assert.That(options.Connections[0].WebhookSecret?.Value, Is.EqualTo("planted"));
        Assert.That(options.ToString() + options.Connections[0], Does.Not.Contain("planted"));
    }

    [Test]
    public void The_webhook_secret_of_a_connection_that_is_not_used_is_not_asked_for()
    {
        var sources = HubSpot(("Connector__Web__WebhookUrl", "http://127.0.0.1:8081"), ("Connector__Web__PublicUrl", "https://hooks.example.com"));

        Accept(sources with { OnlyConnection = "" });
        Accept(sources with
        {
            Environment = new Dictionary<string, string>(sources.Environment) { ["Connector__Connections__hubspot__Enabled"] = "false" },
        });
    }

    ConfigurationSources HubSpot(params (string Name, string Value)[] more) => Sources(
    [
        ("Connector__Connections__hubspot__Crm", "HubSpot"),
        ("Connector__Connections__hubspot__Mapping", "mappings/hubspot.yaml"),
        .. more,
    ]);

    ConfigurationSources Signed(string key, params (string Name, string Value)[] more) => Sources(
    [
        ("Connector__Connections__org__Crm", "Salesforce"),
        ("Connector__Connections__org__BaseUrl", "https://example.my.salesforce.com"),
        ("Connector__Connections__org__Mapping", "mappings/salesforce.yaml"),
        ("Connector__Connections__org__Auth__Flow", "JwtBearer"),
        ("Connector__Connections__org__Auth__ClientId", "id"),
        ("Connector__Connections__org__Auth__Username", "ada@example.com"),
        ("Connector__Connections__org__Auth__PrivateKey", key),
        .. more,
    ]);

    ConfigurationSources Sources(params (string Name, string Value)[] environment) => new()
    {
        WorkingDirectory = directory,
        ProgramDirectory = directory,
        Environment = environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
    };

    static ConnectorOptions Accept(ConfigurationSources sources)
    {
        var reading = ConfigurationReader.Read(sources);
        Assert.That(reading.Problems, Is.Empty);
        return reading.Options!;
    }

    static string Reject(ConfigurationSources sources)
    {
        var reading = ConfigurationReader.Read(sources);
        Assert.That(reading.Options, Is.Null);
        return string.Join('\n', reading.Problems);
    }

    void Write(string name, string text)
    {
        var path = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
