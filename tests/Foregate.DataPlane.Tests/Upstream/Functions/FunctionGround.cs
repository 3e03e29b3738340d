// SPDX-License-Identifier: Apache-2.0
using System.Collections;
using System.Text;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Local;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Upstream.Functions;

/// <summary>A folder for code, a host for it, and calls.</summary>
internal sealed class FunctionGround : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("foregate-functions-").FullName;
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly FakeTimeProvider? _fake;

    public FunctionGround(Func<FunctionHostOptions, FunctionHostOptions>? change = null, TimeProvider? time = null)
    {
        _fake = time as FakeTimeProvider;
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            _environment[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        _environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        _environment["FOREGATE_SECRET"] = "not for functions";
        _ = Outside;
        Code = Directory.CreateDirectory(Path.Combine(_root, "code")).FullName;
        var options = new FunctionHostOptions
        {
            Region = "eu-west-1",
            AccountId = "123456789012",
            Environment = _environment,
            WorkFolder = Work,
        };
        Host = new LocalFunctions(change?.Invoke(options) ?? options, time ?? TimeProvider.System, Known, Logs);
    }

    /// <summary>Serves these functions of an account; the host's own when none is named.</summary>
    public void Serve(Function[] functions, string accountId = "123456789012", string region = "eu-west-1") => Host.Serve([AccountOf(functions, accountId, region)]);

    public static Account AccountOf(Function[] functions, string accountId, string region)
    {
        var account = new Account { AccountId = accountId, Region = region };
        return account with { Functions = account.Functions.AddRange(functions.Select(static function => KeyValuePair.Create(function.FunctionName, function))) };
    }

    public string Code { get; }

    /// <summary>Where the host builds and unpacks.</summary>
    public string Work => Path.Combine(_root, "work");

    /// <summary>A folder beside the code, for signs between a test and its function.</summary>
    public string Outside => Directory.CreateDirectory(Path.Combine(_root, "outside")).FullName;

    public LocalFunctions Host { get; }

    /// <summary>What the host has told of who runs which function.</summary>
    public FunctionDirectory Known { get; } = new();

    public FunctionLogs Logs { get; } = new(TimeProvider.System);

    /// <summary>A bootstrap that speaks the Runtime API by itself; <paramref name="handle"/> is the body of a Python function of the event and its headers.</summary>
    public LocalFunction Provided(string handle, Func<Function, Function>? change = null, string before = "")
    {
        SkipWithout("python3");
        var lines = handle.Split('\n').Select(line => "    " + line);
        Write("bootstrap", $"""
            #!/usr/bin/env python3
            import http.client, json, os, signal, subprocess, sys, time
            {before}
            def handle(event, headers):
            {string.Join('\n', lines)}
            c = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
            base = "/2018-06-01/runtime/invocation/"
            while True:
                c.request("GET", base + "next")
                r = c.getresponse()
                event = json.loads(r.read())
                value = handle(event, r.headers)
                c.request("POST", base + r.headers["Lambda-Runtime-Aws-Request-Id"] + "/response", json.dumps(value))
                r = c.getresponse()
                r.read()
            """);
        return Host.For(Define("provided.al2023", null, change));
    }

    public Function Define(string runtime, string? handler, Func<Function, Function>? change = null)
    {
        var function = new Function { FunctionName = "f", Runtime = runtime, Handler = handler, Code = new FunctionCode { Folder = Code }, Timeout = 60 };
        return change?.Invoke(function) ?? function;
    }

    /// <summary>Replaces a file in one step; it may be executed.</summary>
    public void Write(string name, string text)
    {
        var file = Path.Combine(Code, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".new", text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    public static async Task<(FunctionOutcome Outcome, string Payload)> Invoke(FunctionTarget target, string payload = "{}", int milliseconds = 60_000)
    {
        var answer = await target.InvokeAsync(new FunctionCall { Payload = Encoding.UTF8.GetBytes(payload), TraceId = "Root=1-5e6b"u8.ToArray(), TimeoutMilliseconds = milliseconds });
        var text = Encoding.UTF8.GetString(answer.Payload.Span);
        answer.Lease?.Release();
        return (answer.Outcome, text);
    }

    public static async Task<string> Answer(FunctionTarget target, string payload = "{}")
    {
        var (outcome, text) = await Invoke(target, payload);
        Assert.True(outcome == FunctionOutcome.Answered, $"{outcome}: {text}; {Said(target)}");
        return text;
    }

    public static string Said(FunctionTarget target) => target is LocalFunction local ? string.Join('\n', local.Log.Lines().Select(line => line.Text)) : "";

    public static void SkipWithout(string program) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program))), $"needs the program {program}");

    /// <summary>Whether a process lives (a zombie does not).</summary>
    public static bool Lives(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        var ending = Host.DisposeAsync().AsTask();
        while (_fake is not null && !ending.IsCompleted)
        {
            // What does not end when it is asked to is killed in a second of this time.
            _fake.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(ending, Task.Delay(10));
        }

        await ending;
        Directory.Delete(_root, recursive: true);
    }
}
