// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>A function's code as it is on this machine: laid out in a folder, and looked at for changes.</summary>
internal sealed class CodeSource(Function function, FunctionHostOptions options, FunctionLog log) : IDisposable
{
    private const int SettleMilliseconds = 100;
    private const int MaxLooks = 50;

    private readonly string _workFolder = Path.Combine(options.WorkFolder, $"{function.FunctionName}-{Guid.NewGuid():N}");
    private long _fingerprint;
    private long _lookMilliseconds;
    private int _layouts;

    /// <summary>How long the last look at the code took.</summary>
    public long LookMilliseconds => Volatile.Read(ref _lookMilliseconds);

    private string? Watched => function.Code.Folder ?? Archive;

    private string? Archive => function.Code.ZipPath is { } zip && options.ArchiveFolder is { } folder && !File.Exists(zip) && Path.Combine(folder, Path.GetFileName(zip)) is var kept && File.Exists(kept)
        ? kept
        : function.Code.ZipPath;

    /// <summary>Lays the code out and says how to start it. Throws <see cref="FunctionFault"/>.</summary>
    public async Task<Launch> PrepareAsync(CancellationToken stop)
    {
        if (Watched is { } watched)
        {
            _fingerprint = CodeFingerprint.Of(watched);
        }

        return await Runtimes.LaunchAsync(function, LayOut(), NextFolder, options, log, stop);
    }

    /// <summary>Whether the code is another than at the last <see cref="PrepareAsync"/>. Waits until nobody writes to it any more.</summary>
    public async ValueTask<bool> HasChangedAsync(TimeProvider time)
    {
        if (Watched is not { } watched)
        {
            return false;
        }

        var started = time.GetTimestamp();
        var seen = CodeFingerprint.Of(watched);
        Volatile.Write(ref _lookMilliseconds, (long)time.GetElapsedTime(started).TotalMilliseconds);
        if (seen == _fingerprint)
        {
            return false;
        }

        for (var look = 0; look < MaxLooks; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(SettleMilliseconds), time);
            var again = CodeFingerprint.Of(watched);
            if (again == seen)
            {
                break;
            }

            seen = again;
        }

        return seen != _fingerprint;
    }

    public void Dispose()
    {
        try
        {
            if (Directory.Exists(_workFolder))
            {
                Directory.Delete(_workFolder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Notice(Guid.Empty, $"{_workFolder} could not be removed: {e.Message}");
        }
    }

    /// <summary>A folder of the host's own for this state of the code: processes of the one before may still read theirs.</summary>
    private string NextFolder()
    {
        var folder = Path.Combine(_workFolder, (++_layouts).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            // Code and what is built of it are nobody else's to read or to change.
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    private string LayOut()
    {
        var code = function.Code;
        if (code.Folder is { } folder)
        {
            return Directory.Exists(folder)
                ? Path.GetFullPath(folder)
                : throw new FunctionFault($"The function {function.FunctionName} has its code in {folder}, which does not exist: correct its CodeUri.");
        }

        if (Archive is { } zip)
        {
            var unpacked = NextFolder();
            CodeArchive.Unpack(zip, unpacked);
            return unpacked;
        }

        return Runtimes.WriteInline(function, NextFolder());
    }
}
