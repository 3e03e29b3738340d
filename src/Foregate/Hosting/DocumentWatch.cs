// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Hosting;

/// <summary>
/// Notices that the document changed and has it published. The folder's events make it quick; a look every so often makes it certain
/// (network drives, links into other folders). A file caught half written is not reported: faults are told only once it has been still.
/// </summary>
internal sealed class DocumentWatch(DocumentFile file, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A write in place comes as several events.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(15);

    // How long a faulty file may still be in the writing.
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly List<FileSystemWatcher> _watchers = [];
    private byte[] _published = [];
    private DocumentFile.Stamp? _seen;
    private bool _isForced;
    private bool _isRefused;

    /// <summary>Publishes bytes: true when they were taken. False leaves what they were refused for to <see cref="Refuse"/>.</summary>
    public required Func<byte[], bool> Publish { get; init; }

    /// <summary>Tells why the bytes that were last published without success were refused.</summary>
    public required Action Refuse { get; init; }

    /// <summary>Tells that the document cannot be read.</summary>
    public required Action<Failure> Lose { get; init; }

    /// <summary>Begins to notice. The bytes are those that are being served.</summary>
    public void Start(byte[] served, DocumentFile.Stamp? stamp)
    {
        _published = served;
        _seen = stamp;
        Follow(Path.GetDirectoryName(file.FullPath)!);
        if (stamp is { } seen && Path.GetDirectoryName(seen.Target) is { } folder && folder != Path.GetDirectoryName(file.FullPath))
        {
            Follow(folder);
        }
    }

    /// <summary>Asks for a look now, and for publishing even what looks unchanged.</summary>
    public void Force()
    {
        Volatile.Write(ref _isForced, true);
        Nudge();
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await WaitAsync(Pause, cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            await LookAsync(cancellation);
        }
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers)
        {
            watcher.Dispose();
        }

        _signal.Dispose();
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var stamp = file.Look();
        var isForced = Interlocked.Exchange(ref _isForced, false);
        if (stamp == _seen && !isForced)
        {
            return;
        }

        stamp = await StillAsync(stamp, cancellation);
        _seen = stamp;
        var (bytes, failure) = file.Read();
        if (bytes is not null && !isForced && !_isRefused && bytes.AsSpan().SequenceEqual(_published))
        {
            return;
        }

        _isRefused = bytes is null || !Publish(bytes);
        if (!_isRefused)
        {
            _published = bytes!;
            return;
        }

        // Not taken: perhaps it is not whole yet, or between a delete and a create.
        await WaitAsync(Settled, cancellation);
        if (cancellation.IsCancellationRequested || file.Look() != stamp)
        {
            Nudge();
        }
        else if (failure is not null)
        {
            Lose(failure);
        }
        else
        {
            Refuse();
        }
    }

    // A file that was put in place whole is read at once; one that is being written gets a moment after each write.
    private async Task<DocumentFile.Stamp?> StillAsync(DocumentFile.Stamp? stamp, CancellationToken cancellation)
    {
        while (stamp is { } now && !cancellation.IsCancellationRequested)
        {
            var age = time.GetUtcNow().UtcDateTime - now.Written;
            if (age < TimeSpan.Zero || age >= Quiet)
            {
                break;
            }

            await Task.Delay(Quiet - age, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stamp = file.Look();
        }

        return stamp;
    }

    private void Follow(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.CreationTime,
            };
            watcher.Changed += (_, _) => Nudge();
            watcher.Created += (_, _) => Nudge();
            watcher.Renamed += (_, _) => Nudge();
            watcher.Deleted += (_, _) => Nudge();
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException or ArgumentException)
        {
            // Without events (the system's limit is reached, say) the looks remain.
        }
    }

    private void Nudge()
    {
        try
        {
            _signal.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // One look answers all events before it.
        }
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        using var pause = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellation);
        await _signal.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
