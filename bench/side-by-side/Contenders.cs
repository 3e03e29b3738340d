// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Foregate.SideBySide;

/// <summary>
/// Starts the upstream and the proxies with equal work: keep-alive on both sides, X-Forwarded-For added, no access log, two workers,
/// the same certificate. The configurations are printed with the results.
/// </summary>
internal sealed partial class Contenders(string folder, string foregate, string certificate, string key)
{
    /// <summary>How many processes run the function at the same time.</summary>
    public const int FunctionProcesses = 4;

    private const string FunctionCode = "exports.handler = async (event) => ({ statusCode: 200, body: 'k'.repeat(1024) });";

    private const string MappedFunctionCode = "exports.handler = async (event) => ({ state: event.lines.length > 0 ? 'ok' : 'none' });";

    private const string ApiKey = "bench-key-0123456789abcdef";

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public Dictionary<string, string> Configurations { get; } = [];

    public Contender Upstream()
    {
        var port = FreePort();
        File.WriteAllText(Path.Combine(folder, "1k"), new string('k', 1024));
        File.WriteAllText(Path.Combine(folder, "100k"), new string('k', 100 * 1024));
        return Nginx("upstream", port, 0, $$"""
            server {
              listen 127.0.0.1:{{port}} backlog=4096;
              root {{folder}};
              open_file_cache max=10;
              location = /post { client_body_buffer_size 64k; return 200 "ok\n"; }
            }
            """, new Dictionary<string, string>());
    }

    public Contender NginxProxy(int upstream, bool limits, Work work = Work.Proxy)
    {
        var log = work == Work.Plan;
        var (port, tls) = (FreePort(), FreePort());
        var http = limits ? $$"""
            map $http_x_api_key $known { default 0; "{{ApiKey}}" 1; }
            limit_req_zone $http_x_api_key zone=keys:10m rate=1000000r/s;
            """ : "";
        var check = limits ? """
            if ($known = 0) { return 403; }
            limit_req zone=keys burst=100000 nodelay;
            """ : "";
        // Buffered, as the gateway's own log is; its fields are those of the gateway's default line.
        var access = log ? $$"""
            log_format line escape=json '{"requestId":"$request_id","ip":"$remote_addr","requestTime":"$time_iso8601","httpMethod":"$request_method","path":"$uri","status":$status,"protocol":"$server_protocol","responseLength":$body_bytes_sent,"responseLatency":$request_time,"integrationLatency":"$upstream_response_time","apiKey":"$http_x_api_key"}';
            access_log {{folder}}/nginx-access.log line buffer=64k flush=1s;
            """ : "";
        return Nginx(log ? "nginx with key and limit and log" : limits ? "nginx with key and limit" : work == Work.Validation ? "nginx without validation" : "nginx", port, tls, $$"""
            {{http}}
            {{access}}
            upstream origin { server 127.0.0.1:{{upstream}}; keepalive 256; keepalive_requests 1000000000; }
            server {
              listen 127.0.0.1:{{port}} backlog=4096;
              listen 127.0.0.1:{{tls}} ssl http2 backlog=4096;
              ssl_certificate {{certificate}};
              ssl_certificate_key {{key}};
              location / {
                {{check}}
                proxy_pass http://origin;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
              }
            }
            """, limits ? new Dictionary<string, string> { ["x-api-key"] = ApiKey } : [], work);
    }

    /// <summary>Everything from the cache, for as long as the run: what is compared is a hit.</summary>
    public Contender NginxCache(int upstream)
    {
        var (port, tls) = (FreePort(), FreePort());
        return Nginx("nginx with cache", port, tls, $$"""
            proxy_cache_path {{folder}}/nginx-cache levels=1:2 keys_zone=answers:10m max_size=64m inactive=1h use_temp_path=off;
            upstream origin { server 127.0.0.1:{{upstream}}; keepalive 256; keepalive_requests 1000000000; }
            server {
              listen 127.0.0.1:{{port}} backlog=4096;
              location / {
                proxy_cache answers;
                proxy_cache_key $uri;
                proxy_cache_valid 200 1h;
                proxy_cache_lock on;
                open_file_cache max=100;
                proxy_pass http://origin;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
              }
            }
            """, new Dictionary<string, string>(), Work.Cache);
    }

    public Contender HaProxy(int upstream)
    {
        var (port, tls) = (FreePort(), FreePort());
        var combined = Path.Combine(folder, "haproxy.pem");
        File.WriteAllText(combined, File.ReadAllText(certificate) + File.ReadAllText(key));
        var configuration = $"""
            global
              nbthread 2
              maxconn 4096
            defaults
              mode http
              timeout connect 5s
              timeout client 60s
              timeout server 60s
              option http-keep-alive
              option forwardfor
              http-reuse always
            frontend f
              bind 127.0.0.1:{port} backlog 4096
              bind 127.0.0.1:{tls} ssl crt {combined} alpn h2,http/1.1
              default_backend b
            backend b
              server s 127.0.0.1:{upstream}

            """;
        var file = Write("haproxy", configuration);
        return Started("haproxy", Version("haproxy", "-v"), Start("haproxy", "-db", "-f", file), port, tls);
    }

    public Contender Yarp(int upstream, Work work = Work.Proxy)
    {
        var (port, tls) = (FreePort(), FreePort());
        var name = work == Work.Validation ? "yarp with schema" : "yarp";
        Configurations[name] = "IHttpForwarder defaults of YARP 2.3 (MapReverseProxy, one route, one cluster), Kestrel defaults, logging off" + (work == Work.Validation ? "; NJsonSchema in a middleware before it" : "");
        var process = Start(Environment.ProcessPath!, "yarp", $"{port}", $"{tls}", $"{upstream}", certificate, key, work == Work.Validation ? "schema" : "-");
        return Started(name, typeof(Yarp.ReverseProxy.Configuration.RouteConfig).Assembly.GetName().Version!.ToString(3), process, port, tls, work: work);
    }

    public Contender Foregate(int upstream, bool limits, Work work = Work.Proxy)
    {
        var (port, tls, management) = (FreePort(), FreePort(), FreePort());
        var name = work == Work.Validation ? "foregate with model" : work == Work.Cache ? "foregate with cache" : work == Work.Plan ? "foregate with plan and quota and log" : limits ? "foregate with key and throttle" : "foregate";
        var document = Path.Combine(folder, name.Replace(' ', '-').Replace(",", "", StringComparison.Ordinal) + ".yaml");
        File.WriteAllText(document, Document(upstream, limits, work));
        Configurations[name] = File.ReadAllText(document);
        var process = Start(
            foregate, "serve", document, "--listen", $"http://127.0.0.1:{port}", "--listen", $"https://127.0.0.1:{tls}",
            "--certificate", certificate, "--certificate-key", key, "--management", $"http://127.0.0.1:{management}",
            "--access-log", work == Work.Plan ? Path.Combine(folder, "foregate-access.log") : "off", "--data", Path.Combine(folder, "data-" + port));
        string? api = null;
        while (api is null && process.StandardOutput.ReadLine() is { } line)
        {
            api = ApiId().Match(line) is { Success: true } match ? match.Groups[1].Value : null;
        }

        _ = process.StandardOutput.ReadToEndAsync();
        var headers = new Dictionary<string, string> { ["Host"] = $"{api}.execute-api.localhost" };
        if (limits)
        {
            headers["x-api-key"] = ApiKey;
        }

        return Started(name, Version(foregate, "--version"), process, port, tls, "/prod", headers, work);
    }

    /// <summary>What it costs at least: Kestrel, an event, and a Runtime API, with nothing that a gateway adds.</summary>
    public Contender KestrelLambda(Work work)
    {
        var port = FreePort();
        var bootstrap = Path.Combine(Path.GetDirectoryName(foregate)!, "functions", "nodejs", "bootstrap.mjs");
        var name = work == Work.Mapping ? "kestrel with mapping by hand" : "kestrel runtime host";
        Configurations[name] = $"Kestrel, {(work == Work.Mapping ? "the event written by hand" : "event of payload 1.0")}, {FunctionProcesses} processes of the same function on the same bootstrap";
        var code = Directory.CreateDirectory(Path.Combine(folder, "function-" + work)).FullName;
        File.WriteAllText(Path.Combine(code, "index.js"), work == Work.Mapping ? MappedFunctionCode : FunctionCode);
        var process = Start(Environment.ProcessPath!, "kestrel-lambda", $"{port}", bootstrap, code, work == Work.Mapping ? "mapping" : "-");
        _ = process.StandardOutput.ReadToEndAsync();
        return Started(name, Environment.Version.ToString(), process, port, 0, work: work);
    }

    public Contender ForegateLambda(Work work)
    {
        var (port, management) = (FreePort(), FreePort());
        var name = work == Work.Mapping ? "foregate with templates" : "foregate lambda";
        var document = Path.Combine(folder, name.Replace(' ', '-') + ".json");
        File.WriteAllText(document, JsonSerializer.Serialize(work == Work.Mapping ? MappedTemplate() : ProxyTemplate(), s_indented));
        Configurations[name] = File.ReadAllText(document);
        var process = Start(
            foregate, "serve", document, "--listen", $"http://127.0.0.1:{port}", "--management", $"http://127.0.0.1:{management}", "--access-log", "off",
            "--function-log", "off", "--data", Path.Combine(folder, "data-" + port));
        string? api = null;
        while (api is null && process.StandardOutput.ReadLine() is { } line)
        {
            api = ApiId().Match(line) is { Success: true } match ? match.Groups[1].Value : null;
        }

        _ = process.StandardOutput.ReadToEndAsync();
        return Started(name, Version(foregate, "--version"), process, port, 0, "/Prod", new Dictionary<string, string> { ["Host"] = $"{api}.execute-api.localhost" }, work);
    }

    private static JsonObject ProxyTemplate() => Template(new JsonObject
    {
        ["Echo"] = Function(FunctionCode, new JsonObject { ["Any"] = new JsonObject { ["Type"] = "Api", ["Properties"] = new JsonObject { ["Path"] = "/{name}", ["Method"] = "any" } } }),
    });

    private static JsonObject MappedTemplate() => Template(new JsonObject
    {
        ["Echo"] = Function(MappedFunctionCode, null),
        ["Api"] = new JsonObject
        {
            ["Type"] = "AWS::Serverless::Api",
            ["Properties"] = new JsonObject { ["StageName"] = "Prod", ["DefinitionBody"] = MappedDefinition() },
        },
    });

    private static JsonObject MappedDefinition() => new()
    {
        ["openapi"] = "3.0.1",
        ["info"] = new JsonObject { ["title"] = "bench", ["version"] = "1" },
        ["paths"] = new JsonObject
        {
            ["/post"] = new JsonObject
            {
                ["post"] = new JsonObject
                {
                    ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "ok" } },
                    ["x-amazon-apigateway-integration"] = new JsonObject
                    {
                        ["type"] = "aws",
                        ["httpMethod"] = "POST",
                        ["uri"] = new JsonObject { ["Fn::Sub"] = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Echo.Arn}/invocations" },
                        ["passthroughBehavior"] = "never",
                        ["requestTemplates"] = new JsonObject { ["application/json"] = Orders.RequestTemplate },
                        ["responses"] = new JsonObject
                        {
                            ["default"] = new JsonObject { ["statusCode"] = "200", ["responseTemplates"] = new JsonObject { ["application/json"] = Orders.ResponseTemplate + "\n" } },
                        },
                    },
                },
            },
        },
    };

    private static JsonObject Template(JsonObject resources) => new() { ["Transform"] = "AWS::Serverless-2016-10-31", ["Resources"] = resources };

    private static JsonObject Function(string code, JsonObject? events)
    {
        var properties = new JsonObject
        {
            ["Runtime"] = "nodejs22.x",
            ["Handler"] = "index.handler",
            ["ReservedConcurrentExecutions"] = FunctionProcesses,
            ["InlineCode"] = code,
        };
        if (events is not null)
        {
            properties["Events"] = events;
        }

        return new JsonObject { ["Type"] = "AWS::Serverless::Function", ["Properties"] = properties };
    }

    private static string Document(int upstream, bool limits, Work work)
    {
        var (plan, cache, validation) = (work == Work.Plan, work == Work.Cache, work == Work.Validation);
        var security = limits ? "security: [{ api_key: [] }]" : "";
        return $$"""
            openapi: 3.0.1
            info: { title: bench, version: "1" }
            {{(limits ? """
            components: { securitySchemes: { api_key: { type: apiKey, name: x-api-key, in: header } } }
            x-foregate-stage: { stageName: prod, methodSettings: { "*/*": { throttlingRateLimit: 1000000, throttlingBurstLimit: 1000000 } } }
            x-foregate-usage-plan: { name: bench, PLAN apiKeys: [ { name: bench, value: KEY, enabled: true } ] }
            """.Replace("KEY", ApiKey).Replace("PLAN", plan ? "throttle: { rateLimit: 1000000, burstLimit: 1000000 }, quota: { limit: 2000000000, period: MONTH }," : "") : cache ? """x-foregate-stage: { stageName: prod, cacheClusterEnabled: true, methodSettings: { "*/*": { cachingEnabled: true, cacheTtlInSeconds: 3600 } } }""" : validation ? $"components: {{ schemas: {{ Order: {Orders.Schema.ReplaceLineEndings(" ")} }} }}\nx-foregate-stage: {{ stageName: prod }}" : "x-foregate-stage: { stageName: prod }")}}
            {{(validation ? "x-amazon-apigateway-request-validators: { body: { validateRequestBody: true, validateRequestParameters: false } }" : "")}}
            paths:
              /{name}:
                x-amazon-apigateway-any-method:
                  parameters: [ { name: name, in: path, required: true, schema: { type: string } } ]
                  {{security}}
                  {{(validation ? "x-amazon-apigateway-request-validator: body" : "")}}
                  {{(validation ? "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }" : "")}}
                  responses: { "200": { description: ok } }
                  x-amazon-apigateway-integration:
                    type: http_proxy
                    httpMethod: ANY
                    uri: http://127.0.0.1:{{upstream}}/{name}
                    requestParameters: { integration.request.path.name: method.request.path.name }
                    {{(validation ? "passthroughBehavior: when_no_match" : cache ? "cacheKeyParameters: [ method.request.path.name ]" : "")}}

            """;
    }

    private Contender Nginx(string name, int port, int tlsPort, string servers, IReadOnlyDictionary<string, string> headers, Work work = Work.Proxy)
    {
        var workers = name == "upstream" ? 1 : 2;
        var slug = name.Replace(' ', '-').Replace(",", "", StringComparison.Ordinal);
        var file = Write(slug, $$"""
            daemon off;
            worker_processes {{workers}};
            pid {{folder}}/{{slug}}.pid;
            error_log {{folder}}/{{slug}}.log crit;
            events { worker_connections 4096; }
            http {
              {{(work == Work.Plan ? "" : "access_log off;")}}
              keepalive_requests 1000000000;
              client_body_temp_path {{folder}}/{{slug}}-body;
              proxy_temp_path {{folder}}/{{slug}}-proxy;
              fastcgi_temp_path {{folder}}/{{slug}}-fastcgi;
              uwsgi_temp_path {{folder}}/{{slug}}-uwsgi;
              scgi_temp_path {{folder}}/{{slug}}-scgi;
              {{servers}}
            }

            """);
        return Started(name, Version("nginx", "-v"), Start("nginx", "-c", file), port, tlsPort, "", headers, work);
    }

    private string Write(string name, string configuration)
    {
        var file = Path.Combine(folder, name + ".conf");
        File.WriteAllText(file, configuration);
        Configurations[name] = configuration;
        return file;
    }

    private static Contender Started(
        string name, string version, Process process, int port, int tlsPort, string prefix = "", IReadOnlyDictionary<string, string>? headers = null, Work work = Work.Proxy)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var probe = new TcpClient("127.0.0.1", port);
                return new Contender(name, version, process, port, tlsPort) { PathPrefix = prefix, Headers = headers ?? new Dictionary<string, string>(), Work = work };
            }
            catch (SocketException) when (attempt < 200 && !process.HasExited)
            {
                Thread.Sleep(50);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException($"{name} did not start:\n{(process.HasExited ? process.StandardError.ReadToEnd() : "")}");
            }
        }
    }

    private static Process Start(string file, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static string Version(string file, string argument)
    {
        using var process = Start(file, argument);
        var text = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return Digits().Match(text).Value;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"/_aws/execute-api/([a-z0-9]{10})")]
    private static partial Regex ApiId();

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex Digits();
}
