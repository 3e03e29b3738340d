// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Security.Cryptography;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Finish.Lines;
using Foregate.DataPlane.Pipeline;
using Foregate.Hosting.Functions;
using Foregate.Hosting.Servers;
using Foregate.Hosting.Storage;

namespace Foregate.Hosting;

/// <summary>Builds both planes, joins them, and leads them through their life: warm up, serve, reload, drain, stop.</summary>
internal sealed class ForegateHost(ForegateOptions options, StopSignals signals, TerminalLog log)
{
    // What is still in flight when accepting has stopped gets as long as the slowest integration may take.
    private static readonly TimeSpan Finish = TimeSpan.FromSeconds(31);

    private readonly AccountKey _own = new(options.AccountId, options.Region);
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
        var file = options.Document is { } name ? new DocumentFile(name) : null;
        var stamp = file?.Look();
        var (bytes, unreadable) = file?.Read() ?? ([], null);
        if (unreadable is not null)
        {
            return Fail(unreadable);
        }

        var (store, unopened) = options.DataDirectory is { } data ? OpenStore.Open(data, options.MasterKey, log) : (null, null);
        using var opened = store;
        if (unopened is not null)
        {
            return Fail(unopened);
        }

        IAccountStore accounts = store is null ? new AccountStore() : store.Accounts;
        using var work = new WorkFolder();
        using var objects = ArtifactFolder.Open(options, work.Path);
        var archives = FunctionSettings.KeepCodeIn(options, work.Path);
        var document = file is null ? null : new Document(options, id => IsTakenElsewhere(accounts, id), new DocumentArtifacts(objects, archives));
        var importing = Task.Run(() => document?.Import(bytes!, accounts.Find(_own)));
        await using var management = new ManagementServer(options.Management) { Limits = LimitsAnswer.Of(options) };
        if (await BindAsync(management.StartAsync, [options.Management]) is { } unbound)
        {
            return Fail(unbound);
        }

        await importing;
        if (OpenAccessLog(out var accessLog) is { } unwritable)
        {
            return Fail(unwritable);
        }

        if (OpenExecutionLog(accessLog, out var executionLog) is { } unwritableToo)
        {
            return Fail(unwritableToo);
        }

        await using var gateway = new Gateway(
            GatewaySettings.From(options, management.EndPoints, accessLog, executionLog),
            log.CreateLogger<Gateway>(),
            options.Functions,
            FunctionSettings.ForServing(options, work.Path));
        management.Gateway = gateway;
        if (OpenFunctionLog(out var functionLog) is { } unwritten)
        {
            return Fail(unwritten);
        }

        await using var functionLogs = functionLog is null ? null : new FunctionLogWriter(gateway.Functions, functionLog, options.FunctionLog != "-");
        var (usage, unread) = OpenStore.KeepUsage(gateway, store, options.DataDirectory, log);
        using var kept = usage;
        if (unread is not null)
        {
            return Fail(unread);
        }

        var publisher = new Publisher(gateway, accounts) { Usage = usage! };
        if (Begin(publisher, accounts, document) is { } code)
        {
            return code;
        }

        management.Api = ManagementApi.For(options, publisher, store, objects, new FunctionAccess { KeepCode = archives.Keep, Functions = gateway.Functions });
        if (store?.Accounts.Broken is null)
        {
            // The newest functions may be in what cannot be read.
            FunctionSettings.Sweep(archives, publisher);
        }

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
        var (dataPlane, closed) = await OpenAsync(gateway, doors);
        if (closed is not null)
        {
            return Fail(closed);
        }

        await using var server = dataPlane!;
        management.Listeners = [.. server.Addresses.Select(Banner.Base)];

        // Every socket after this one decides by what was read before it.
        InlineCompletions.Forget();
        management.NotReady = null;
        using var watch = file is null ? null : new DocumentWatch(file, TimeProvider.System)
        {
            Publish = changed => Reload(document!, changed, publisher),
            Refuse = () => TellFaults(document!, "the version before is still served"),
            Lose = failure => Console.Error.WriteLine($"{failure} The version before is still served."),
        };
        if (watch is not null)
        {
            signals.ReloadAsked = watch.Force;
            watch.Start(bytes!, stamp);
        }

        // Greeted once everything it promises is so.
        Greet(server, management, doors, document, accounts, store?.MakeFirstKey(options.AccountId));
        return await ServeAsync(watch, server, management);
    }

    /// <summary>Serves what the store holds, and what the document says in it. The exit code when there is nothing to serve.</summary>
    private int? Begin(Publisher publisher, IAccountStore accounts, Document? document)
    {
        // The document's own account is published with it.
        if (document is null || accounts.Accounts.Count > 0)
        {
            foreach (var held in publisher.Start())
            {
                Console.Error.WriteLine($"notice: {held.Message} [{held.Path}]");
            }
        }

        if (document is null || document.Publish(publisher))
        {
            return null;
        }

        if (document.Published?.Unstored is null || accounts.Accounts.Count == 0)
        {
            TellFaults(document, "nothing is served");
            return document.Published?.Unstored is null ? ExitCodes.Refused : ExitCodes.Unavailable;
        }

        TellFaults(document, "what the store holds is served");
        return null;
    }

    private bool IsTakenElsewhere(IAccountStore accounts, string id) =>
        accounts.Accounts.Any(account => AccountKey.Of(account) != _own && (account.RestApis.ContainsKey(id) || account.Apis.ContainsKey(id)));

    private async Task<int> ServeAsync(DocumentWatch? watch, DataPlaneServer server, ManagementServer management)
    {
        using var stopping = new CancellationTokenSource();
        var watching = watch?.RunAsync(stopping.Token) ?? Task.CompletedTask;
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

    private bool Reload(Document document, byte[] bytes, Publisher publisher)
    {
        var started = Stopwatch.GetTimestamp();
        document.Import(bytes, publisher.Find(_own));
        if (!document.Publish(publisher))
        {
            return false;
        }

        TellNotices(document);
        Console.Out.WriteLine($"Reloaded {options.Document} in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.#} ms: {document.Published!.Changes}");
        foreach (var key in document.Served!.GeneratedKeys.Where(key => key.IsNew))
        {
            Console.Out.WriteLine($"  Key     {key.Value}  ({key.Name}: generated, shown once)");
        }

        return true;
    }

    private void TellFaults(Document document, string served)
    {
        var faults = document.Faults().ToList();
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        Console.Error.WriteLine($"{options.Document} has {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}; {served}.");
    }

    // Said once, not at every reload.
    private void TellNotices(Document document)
    {
        var notices = document.Notices().ToList();
        foreach (var notice in notices.Except(_told))
        {
            Console.Error.WriteLine(notice);
        }

        _told = notices;
    }

    private void Greet(DataPlaneServer server, ManagementServer management, DoorOptions doors, Document? document, IAccountStore accounts, AccessKey? firstKey)
    {
        if (document is not null)
        {
            TellNotices(document);
        }

        var authority = options.Certificate is null && doors.DataDirectory is { } directory ? Path.Combine(directory, "development.crt") : null;
        Console.Out.Write(document?.Served is { } served
            ? Banner.Render(options, served, server.Addresses, management.Address, authority, firstKey)
            : StoreBanner.Render(options, accounts.Accounts, server.Addresses, management.Address, firstKey));
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
                "-" => Stream.Synchronized(Console.OpenStandardOutput()),
                var path => new AppendStream(path),
            };
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failures.AccessLog(options.AccessLog, exception.Message);
        }
    }

    /// <param name="accessLog">Shared where both go to the same place, so that whole lines follow each other.</param>
    private Failure? OpenExecutionLog(Stream? accessLog, out Stream? stream)
    {
        stream = null;
        try
        {
            stream = options.ExecutionLog switch
            {
                "off" => null,
                var path when path == options.AccessLog => accessLog,
                "-" => Console.OpenStandardOutput(),
                var path => new AppendStream(path),
            };
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failures.ExecutionLog(options.ExecutionLog, exception.Message);
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
