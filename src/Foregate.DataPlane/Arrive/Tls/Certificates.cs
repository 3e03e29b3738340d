// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>
/// Chooses a certificate by the server name a client asks for. Changed files are taken over while serving; files that are not
/// fit are reported and the last good certificate stays. An expired certificate is served, loudly.
/// </summary>
internal sealed partial class Certificates : IThreadPoolWorkItem
{
    private const int SecondsBetweenLooks = 1;

    private readonly CertificateFile[] _files;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string? _developmentDirectory;
    private readonly Lock _refreshing = new();
    private long _lookedAt;
    private string _lastFault = "";
    private Selection _selection;

    /// <param name="sources">The first serves clients that name no known server; empty makes a development certificate.</param>
    /// <param name="dataDirectory">Where the development certificate is kept; null keeps it in memory only.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A source is not a certificate with its key.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Certificates(IReadOnlyList<CertificateSource> sources, string? dataDirectory, TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        _lookedAt = time.GetTimestamp();
        if (sources.Count > 0)
        {
            _files = new CertificateFile[sources.Count];
            for (var i = 0; i < _files.Length; i++)
            {
                _files[i] = new CertificateFile(sources[i]);
            }
        }
        else if (dataDirectory is null)
        {
            var (certificate, key) = DevelopmentCertificate.Make(time);
            _files = [new CertificateFile(LoadedCertificate.FromPem(certificate, key, null))];
        }
        else
        {
            _developmentDirectory = dataDirectory;
            _files = [new CertificateFile(DevelopmentCertificate.Ensure(dataDirectory, time))];
        }

        _selection = new Selection(_files);
        TellExpiry();
    }

    /// <param name="serverName">As the client sent it; null or empty when it named none.</param>
    public LoadedCertificate Choose(string? serverName)
    {
        LookIfDue();
        return Volatile.Read(ref _selection).Choose(serverName);
    }

    /// <summary>Takes over changed files now.</summary>
    public void Refresh()
    {
        lock (_refreshing)
        {
            if (_developmentDirectory is not null && DaysLeft(_files[0]) <= DevelopmentCertificate.Renewal.TotalDays)
            {
                DevelopmentCertificate.Ensure(_developmentDirectory, _time);
            }

            var anyChanged = false;
            foreach (var file in _files)
            {
                if (!file.TryRefresh(out var changed, out var fault))
                {
                    TellFault(file, fault);
                }
                else if (changed)
                {
                    anyChanged = true;
                    file.ToldAt = int.MaxValue;
                    _lastFault = "";
                    Log.Reloaded(_logger, file.Source!.CertificatePath, file.Current.Leaf.NotAfter);
                }
            }

            if (anyChanged)
            {
                Volatile.Write(ref _selection, new Selection(_files));
            }

            TellExpiry();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            Refresh();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotRenewed(_logger, e);
        }
    }

    // Handshakes look, so that nothing runs where nobody connects; the work itself is done apart from them.
    private void LookIfDue()
    {
        var last = Volatile.Read(ref _lookedAt);
        var now = _time.GetTimestamp();
        if (_time.GetElapsedTime(last, now).TotalSeconds >= SecondsBetweenLooks && Interlocked.CompareExchange(ref _lookedAt, now, last) == last)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    // Once per fault, not once per look.
    private void TellFault(CertificateFile file, string fault)
    {
        var told = file.Source!.CertificatePath + fault;
        if (told != _lastFault)
        {
            _lastFault = told;
            Log.Refused(_logger, file.Source.CertificatePath, fault);
        }
    }

    private void TellExpiry()
    {
        foreach (var file in _files)
        {
            var left = DaysLeft(file);
            var step = left switch { < 0 => -1, < 1 => 1, < 7 => 7, < 14 => 14, < 30 => 30, _ => int.MaxValue };
            if (step >= file.ToldAt)
            {
                continue;
            }

            file.ToldAt = step;
            if (step < 0)
            {
                Log.Expired(_logger, file.Current.Leaf.Subject, file.Current.Leaf.NotAfter);
            }
            else
            {
                Log.ExpiresSoon(_logger, file.Current.Leaf.Subject, file.Current.Leaf.NotAfter);
            }
        }
    }

    private double DaysLeft(CertificateFile file) => (file.Current.Leaf.NotAfter.ToUniversalTime() - _time.GetUtcNow().UtcDateTime).TotalDays;

    private sealed class Selection
    {
        private readonly LoadedCertificate _default;
        private readonly FrozenDictionary<string, LoadedCertificate> _names;
        private readonly FrozenDictionary<string, LoadedCertificate>.AlternateLookup<ReadOnlySpan<char>> _wildcards;

        public Selection(CertificateFile[] files)
        {
            var names = new Dictionary<string, LoadedCertificate>();
            var wildcards = new Dictionary<string, LoadedCertificate>();
            foreach (var file in files)
            {
                foreach (var name in file.Current.ServerNames)
                {
                    if (name.StartsWith("*.", StringComparison.Ordinal))
                    {
                        wildcards.TryAdd(name[2..], file.Current);
                    }
                    else
                    {
                        names.TryAdd(name, file.Current);
                    }
                }
            }

            _default = files[0].Current;
            _names = names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
            _wildcards = wildcards.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public LoadedCertificate Choose(string? serverName)
        {
            if (string.IsNullOrEmpty(serverName))
            {
                return _default;
            }

            if (_names.TryGetValue(serverName, out var certificate))
            {
                return certificate;
            }

            // A wildcard stands for one label (RFC 6125 §6.4.3).
            var dot = serverName.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 && _wildcards.TryGetValue(serverName.AsSpan(dot + 1), out certificate) ? certificate : _default;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2111, LogLevel.Information, "The certificate {Path} was reloaded; it is valid until {NotAfter:u}.")]
        public static partial void Reloaded(ILogger logger, string path, DateTime notAfter);

        [LoggerMessage(2112, LogLevel.Warning, "The changed certificate {Path} is not fit and the one before stays in use: {Fault}")]
        public static partial void Refused(ILogger logger, string path, string fault);

        [LoggerMessage(2113, LogLevel.Error, "The certificate {Subject} expired on {NotAfter:u} and is still served: clients that verify it refuse. Replace its files; no restart is needed.")]
        public static partial void Expired(ILogger logger, string subject, DateTime notAfter);

        [LoggerMessage(2114, LogLevel.Warning, "The certificate {Subject} expires on {NotAfter:u}. Replace its files; no restart is needed.")]
        public static partial void ExpiresSoon(ILogger logger, string subject, DateTime notAfter);

        [LoggerMessage(2115, LogLevel.Warning, "The development certificate could not be renewed.")]
        public static partial void NotRenewed(ILogger logger, Exception exception);
    }
}
