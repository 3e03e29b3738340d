// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Foregate.ControlPlane.Store.Files;
using Foregate.ControlPlane.Store.Secrets;
using Microsoft.Win32.SafeHandles;

namespace Foregate.ControlPlane.Store.Audit;

/// <summary>
/// The append-only log of management calls. An entry is handed to the system before <see cref="Append"/> returns, so it outlives the process;
/// the disk is flushed at least every second, and at every change of file.
/// </summary>
public sealed class AuditLog : IDisposable
{
    private static readonly TimeSpan s_flushEvery = TimeSpan.FromSeconds(1);

    private readonly string _directory;
    private readonly byte[] _secret;
    private readonly TimeProvider _time;
    private readonly long _rotateAt;
    private readonly Lock _writing = new();
    private readonly ITimer _flushing;
    private SafeFileHandle? _file;
    private string _path = "";
    private byte[] _previous = AuditLine.Beginning;
    private long _length;
    private bool _isDirty;
    private bool _isClosed;

    private AuditLog(string directory, MasterKey key, TimeProvider time, long rotateAt)
    {
        _directory = directory;
        _secret = key.Derive("audit");
        _time = time;
        _rotateAt = rotateAt;
        _flushing = time.CreateTimer(_ => Flush(), null, s_flushEvery, s_flushEvery);
    }

    /// <summary>The number of the newest entry.</summary>
    public long Sequence { get; private set; }

    /// <summary>What was mended at the start, for whoever started it; <see langword="null"/> for nothing. An entry says so too.</summary>
    public string? Mended { get; private set; }

    /// <summary>Goes on behind the newest entry of the directory's log. A torn last line is cut off, loudly.</summary>
    /// <param name="rotateAt">Bytes after which the next file begins.</param>
    /// <exception cref="StoreException">The log cannot be written, or its newest entry is not as it was written.</exception>
    public static AuditLog Open(string directory, MasterKey key, TimeProvider time, long rotateAt = 64 * 1024 * 1024)
    {
        var log = new AuditLog(directory, key, time, rotateAt);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            log.Continue();
            return log;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.Dispose();
            throw log.Failed(exception);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Writes an entry behind the others.</summary>
    /// <exception cref="StoreException">It could not be written; the log is as it was before.</exception>
    public void Append(AuditEntry entry)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            try
            {
                Rotate();
                var (line, hash) = AuditLine.Write(entry, Sequence + 1, _time.GetUtcNow(), _previous, _secret);
                Write(line);
                (Sequence, _previous) = (Sequence + 1, hash);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Failed(exception);
            }
        }
    }

    public void Dispose()
    {
        _flushing.Dispose();
        Flush();
        lock (_writing)
        {
            _isClosed = true;
            _file?.Dispose();
            CryptographicOperations.ZeroMemory(_secret);
        }
    }

    private void Continue()
    {
        var files = AuditFiles.In(_directory);
        var torn = Array.Empty<byte>();
        for (var i = files.Length - 1; i >= 0; i--)
        {
            var bytes = File.ReadAllBytes(files[i]);
            var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
            if (i == files.Length - 1)
            {
                torn = bytes[end..];
                OpenFile(files[i], end);
            }

            if (end > 0)
            {
                var start = bytes.AsSpan(0, end - 1).LastIndexOf((byte)'\n') + 1;
                var newest = AuditLine.Read(bytes.AsSpan(start, end - 1 - start), _secret) ?? throw new StoreException(
                    StoreFault.Corrupt, $"The newest entry of {files[i]} was changed, or written under another master key: run 'foregate audit verify', keep the directory {_directory} as it is elsewhere, and start with an empty one.");
                (Sequence, _previous) = (newest.Sequence, newest.Hash);
                break;
            }
        }

        if (torn.Length > 0)
        {
            RandomAccess.SetLength(_file!, _length);
            Mended = $"{_path} ended in a torn line of {torn.Length} bytes, which was cut off";
            Append(new AuditEntry
            {
                Principal = "foregate", AccountId = "", Region = "", Source = "", Operation = "MendAuditLog", Status = 0,
                Error = $"cut off {torn.Length} bytes of a torn line, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(torn))}",
            });
        }
    }

    private void Rotate()
    {
        if (_file is not null && _length < _rotateAt)
        {
            return;
        }

        if (_file is not null)
        {
            RandomAccess.FlushToDisk(_file);
            _file.Dispose();
            _file = null;
            _isDirty = false;
        }

        OpenFile(AuditFiles.Name(_directory, Sequence + 1), 0);
        DurableFile.FlushDirectory(_directory);
    }

    private void OpenFile(string path, long length)
    {
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (_path, _length) = (path, length);
    }

    private void Write(byte[] line)
    {
        try
        {
            RandomAccess.Write(_file!, line, _length);
            _length += line.Length;
            _isDirty = true;
        }
        catch (IOException)
        {
            // Half a line must not stay; the next entry goes to the same place in any case.
            RandomAccess.SetLength(_file!, _length);
            throw;
        }
    }

    private void Flush()
    {
        lock (_writing)
        {
            if (_isDirty && !_isClosed && _file is not null)
            {
                try
                {
                    RandomAccess.FlushToDisk(_file);
                    _isDirty = false;
                }
                catch (IOException)
                {
                    // Tried again by the next tick; a disk that fails shows at the next entry.
                }
            }
        }
    }

    private StoreException Failed(Exception exception) => new(
        exception is UnauthorizedAccessException ? StoreFault.ReadOnly : exception.HResult == 28 ? StoreFault.Full : StoreFault.Io,
        $"The audit log in {_directory} cannot be written: {exception.Message} Calls are refused until it can.",
        exception);
}
