// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography.X509Certificates;
using Foregate.DataPlane.Arrive.Tls;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

public sealed class DevelopmentCertificateTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Is_for_loopback_names_and_addresses()
    {
        using var certificate = X509Certificate2.CreateFromPem(DevelopmentCertificate.Make(_time).Certificate);
        foreach (var name in new[] { "localhost", "a.localhost", "abc.execute-api.localhost", "127.0.0.1", "::1" })
        {
            Assert.True(certificate.MatchesHostname(name), name);
        }

        Assert.False(certificate.MatchesHostname("example.com"));
        Assert.Equal("1.2.840.10045.2.1", certificate.PublicKey.Oid.Value);
    }

    [Fact]
    public void Keeps_its_key_to_its_owner()
    {
        var source = DevelopmentCertificate.Ensure(_directory.FullName, _time);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(source.KeyPath!));
        }

        Assert.Equal(2, _directory.GetFiles().Length);
    }

    [Theory]
    [InlineData("crt")]
    [InlineData("key")]
    public void Is_made_anew_when_a_file_is_damaged(string which)
    {
        var source = DevelopmentCertificate.Ensure(_directory.FullName, _time);
        File.WriteAllText(Path.Combine(_directory.FullName, "development." + which), "damaged");
        Assert.Equal(source, DevelopmentCertificate.Ensure(_directory.FullName, _time));
        using var certificate = X509Certificate2.CreateFromPemFile(source.CertificatePath, source.KeyPath);
        Assert.True(certificate.HasPrivateKey);
    }

    [Fact]
    public void Makes_its_directory()
    {
        Assert.True(File.Exists(DevelopmentCertificate.Ensure(Path.Combine(_directory.FullName, "new", "tls"), _time).CertificatePath));
    }
}
