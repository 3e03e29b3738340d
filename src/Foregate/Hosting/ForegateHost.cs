// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Security.Cryptography;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Publish;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Finish.AccessLogs;
using Foregate.DataPlane.Pipeline;
using Foregate.Hosting.Functions;
using Foregate.Hosting.Servers;

namespace Foregate.Hosting;

/// <summary>Builds both planes, joins them, and leads them through their life: warm up, serve, reload, drain, stop.</summary>
internal sealed class ForegateHost(ForegateOptions options, StopSignals signals, TerminalLog log)
{
    // What is still in flight when accepting has stopped gets as long as the slowest integration may take.
    private static readonly TimeSpan Finish = TimeSpan.FromSeconds(31);

    private readonly DocumentFile _file = new(options.Document);
    private readonly Document _document = new(options);
    private List<string> _told = [];

    /// <summary>Serves until told to stop; the exit code.</summary>
    public static async Task<int> RunAsync(ForegateOptions options)
    {
        using var signals = new StopSignals(static () => Environment.Exit(ExitCodes.Interrupted));
        using var log = new TerminalLog(Console.Error);
        return await new ForegateHost(options, signals, log).RunAsync();
    }

    private async Task<int> RunAsync()
    {
        // The document is read while Kestrel comes up: neither needs the other.
        var warming = Task.Run(() => WarmUp.RunAsync(options));
        var stamp = _file.Look();
        var (bytes, unreadable) = _file.Read();
        if (unreadable is not null)
        {
            return Fail(unreadable);
        }

        var importing = Task.Run(() => _document.Import(bytes!));
        await using var management = new ManagementServer(options.Management);
        if (await BindAsync(management.StartAsync, [options.Management]) is { } unbound)
        {
            return Fail(unbound);
        }

        await importing;
        if (OpenAccessLog(out var accessLog) is { } unwritable)
        {
            return Fail(unwritable);
        }

        using var work = new WorkFolder();
        await using var gateway = new Gateway(
            GatewaySettings.From(options, management.EndPoints, accessLog),
            log.CreateLogger<Gateway>(),
            options.Functions,
            FunctionSettings.ForServing(options, work.Path));
        management.Gateway = gateway;
        if (OpenFunctionLog(out var functionLog) is { } unwritten)
        {
            return Fail(unwritten);
        }

        await using var functionLogs = functionLog is null ? null : new FunctionLogWriter(gateway.Functions, functionLog, options.FunctionLog != "-");
        var publisher = new Publisher(gateway);
        var code = FunctionSettings.KeepCodeIn(options, work.Path);
        management.Api = ManagementApi.For(options, publisher, new FunctionAccess { KeepCode = code.Keep, Functions = gateway.Functions });
        if (!_document.Publish(publisher))
        {
            return Refuse();
        }

        FunctionSettings.Sweep(code, publisher);
        if (KeepCertificatesIn(out var directory) is { } unusable)
        {
            return Fail(unusable);
        }

        await warming;
        var doors = new DoorOptions
        {
            Listeners = options.Listeners,
            Certificates = options.Certificate is { } certificate ? [certificate] : [],
            DataDirectory = directory,
        };
        var (opened, closed) = await OpenAsync(gateway, doors);
        if (closed is not null)
        {
            return Fail(closed);
        }

        await using var server = opened!;

        // Every socket after this one decides by what was read before it.
        InlineCompletions.Forget();
        management.NotReady = null;
        return await ServeAsync(bytes!, stamp, publisher, server, management, () => Greet(server, management, doors));
    }

    private async Task<int> ServeAsync(
        byte[] bytes, DocumentFile.Stamp? stamp, Publisher publisher, DataPlaneServer server, ManagementServer management, Action greet)
    {
        using var stopping = new CancellationTokenSource();
        using var watch = new DocumentWatch(_file, TimeProvider.System)
        {
            Publish = changed => Reload(changed, publisher),
            Refuse = TellRefusal,
            Lose = failure => Console.Error.WriteLine($"{failure} The version before is still served."),
        };
        signals.ReloadAsked = watch.Force;
        watch.Start(bytes, stamp);
        // Greeted once everything it promises is so.
        greet();
        var watching = watch.RunAsync(stopping.Token);
        await signals.Asked;
        management.NotReady = "draining";
        Console.Out.WriteLine($"Draining for {options.Drain.TotalSeconds} s, then stopping. Signal again to stop at once.");
        await stopping.CancelAsync();
        await watching;
        using var giveUp = new CancellationTokenSource(options.Drain + Finish);
        try
        {
            await server.DrainAsync(options.Drain, giveUp.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"Some connections did not end within {Finish.TotalSeconds} s after the window and were cut.");
        }

        Console.Out.WriteLine("Stopped.");
        return ExitCodes.Done;
    }

    private bool Reload(byte[] bytes, Publisher publisher)
    {
        var started = Stopwatch.GetTimestamp();
        _document.Import(bytes, publisher.Current);
        if (!_document.Publish(publisher))
        {
            return false;
        }

        TellNotices();
        Console.Out.WriteLine($"Reloaded {options.Document} in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.#} ms: {_document.Published!.Changes}");
        foreach (var key in _document.Served!.GeneratedKeys.Where(key => key.IsNew))
        {
            Console.Out.WriteLine($"  Key     {key.Value}  ({key.Name}: generated, shown once)");
        }

        return true;
    }

    private void TellRefusal()
    {
        var faults = _document.Faults().ToList();
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        Console.Error.WriteLine($"{options.Document} has {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}; the version before is still served.");
    }

    // Said once, not at every reload.
    private void TellNotices()
    {
        var notices = _document.Notices().ToList();
        foreach (var notice in notices.Except(_told))
        {
            Console.Error.WriteLine(notice);
        }

        _told = notices;
    }

    private int Refuse()
    {
        var faults = _document.Faults().ToList();
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        Console.Error.WriteLine($"{options.Document} has {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}; nothing is served.");
        return ExitCodes.Refused;
    }

    private void Greet(DataPlaneServer server, ManagementServer management, DoorOptions doors)
    {
        TellNotices();
        var authority = options.Certificate is null && doors.DataDirectory is { } directory ? Path.Combine(directory, "development.crt") : null;
        Console.Out.Write(Banner.Render(options, _document.Served!, server.Addresses, management.Address, authority));
        Console.Out.Flush();
    }

    private Failure? OpenAccessLog(out Stream? stream)
    {
        stream = null;
        try
        {
            stream = options.AccessLog switch
            {
                "off" => null,
                "-" => Console.OpenStandardOutput(),
                var path => new AppendStream(path),
            };
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failures.AccessLog(options.AccessLog, exception.Message);
        }
    }

    private Failure? OpenFunctionLog(out TextWriter? writer)
    {
        writer = null;
        try
        {
            writer = options.FunctionLog switch
            {
                "off" => null,
                "-" => Console.Error,
                var path => new StreamWriter(new AppendStream(path)),
            };
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failures.FunctionLog(options.FunctionLog, exception.Message);
        }
    }

    // Only a development certificate is kept; a directory that nobody asked for may be missing, and then it is kept in memory.
    private Failure? KeepCertificatesIn(out string? directory)
    {
        directory = null;
        var isNeeded = options.Certificate is null && options.Listeners.Any(listener => listener.IsTls);
        var path = options.DataDirectory ?? (isNeeded ? StateDirectory() : null);
        try
        {
            // One that was asked for is there, needed or not.
            var made = path is null ? null : Directory.CreateDirectory(path).FullName;
            directory = isNeeded ? made : null;
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return options.DataDirectory is null ? null : Failures.DataDirectory(options.DataDirectory, exception.Message);
        }
    }

    private static string? StateDirectory()
    {
        // The XDG base directory specification's place for what should persist between restarts.
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var home = Environment.GetEnvironmentVariable("HOME");
        return !string.IsNullOrEmpty(state) ? Path.Combine(state, "foregate")
            : !string.IsNullOrEmpty(home) ? Path.Combine(home, ".local", "state", "foregate")
            : null;
    }

    /// <summary>Opens the doors, or says what keeps them closed: a certificate, the folder where one is kept, or an address.</summary>
    private async Task<(DataPlaneServer? Server, Failure? Failure)> OpenAsync(Gateway gateway, DoorOptions doors)
    {
        DataPlaneServer server;
        try
        {
            // Certificates are read here, before anything is bound.
            server = new DataPlaneServer(gateway, doors, log);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, options.Certificate is null && doors.DataDirectory is { } directory
                ? Failures.DataDirectory(directory, exception.Message)
                : Failures.Certificate(options.Certificate?.CertificatePath ?? "for development", exception.Message.Split(" (Parameter")[0]));
        }

        var failure = await BindAsync(server.StartAsync, options.Listeners);
        if (failure is null)
        {
            return (server, null);
        }

        await server.DisposeAsync();
        return (null, failure);
    }

    private static async Task<Failure?> BindAsync(Func<Task> start, IReadOnlyList<ListenerAddress> addresses)
    {
        try
        {
            await start();
            return null;
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Kestrel names the one that is taken.
            var named = addresses.Where(address => exception.Message.Contains($" {address}:", StringComparison.Ordinal)).ToList();
            return Failures.NotBound(string.Join(", ", named.Count > 0 ? named : addresses), exception.GetBaseException().Message);
        }
    }

    private static int Fail(Failure failure)
    {
        Console.Error.WriteLine(failure.ToString());
        return failure.ExitCode;
    }
}
