// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>TLS towards one origin: version 1.2 or later, the name sent and verified, the chain checked against known roots, never less.</summary>
internal sealed class BackendTls
{
    private readonly SslClientAuthenticationOptions _options;

    public BackendTls(BackendOrigin origin, X509Certificate2Collection? trustedRoots)
    {
        // Missing intermediates are not fetched: that would be a request of our own making, in the middle of a handshake.
        var chain = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (trustedRoots is not null)
        {
            chain.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.CustomTrustStore.AddRange(trustedRoots);
        }

        _options = new SslClientAuthenticationOptions
        {
            TargetHost = origin.ServerName,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            CertificateChainPolicy = chain,
            AllowRenegotiation = false,
            // Shown whenever it is asked for, whatever authorities the back end names.
            ClientCertificateContext = origin.ClientCertificate is { } shown ? SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(shown, shown), null, offline: true) : null,
            RemoteCertificateValidationCallback = origin.InsecureSkipVerification ? IsAcceptableFromAnyIssuer : null,
        };
    }

    /// <summary>The stream after the handshake; null when it failed.</summary>
    public async ValueTask<SslStream?> HandshakeAsync(Socket socket)
    {
        var carrier = new Carrier(new NetworkStream(socket, ownsSocket: true));
        var stream = new SslStream(carrier);
        try
        {
            await stream.AuthenticateAsClientAsync(_options);
            carrier.IsHandshaking = false;
            return stream;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await stream.DisposeAsync();
            return null;
        }
    }

    // AWS: insecureSkipVerification forgoes the check of the issuer; expiry, host name and presence of a certificate stay checked.
    private static bool IsAcceptableFromAnyIssuer(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0 || chain is null)
        {
            return false;
        }

        foreach (var status in chain.ChainStatus)
        {
            if (status.Status is not (X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The socket's stream, which during the handshake continues each read on the thread pool: signatures and chains take
    /// milliseconds, and completions may arrive on the thread that moves everybody's bytes.
    /// </summary>
    private sealed class Carrier(NetworkStream inner) : Stream
    {
        public bool IsHandshaking { get; set; } = true;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            IsHandshaking ? ReadAndHop(buffer, cancellationToken) : inner.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            inner.WriteAsync(buffer, offset, count, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private async ValueTask<int> ReadAndHop(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return read;
        }
    }
}
