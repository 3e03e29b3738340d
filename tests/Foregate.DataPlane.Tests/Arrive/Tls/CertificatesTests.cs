// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foregate.DataPlane.Arrive.Tls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

public sealed class CertificatesTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly CollectedLogs _logs = new();

    public void Dispose()
    {
        _logs.Dispose();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("api.example.com", "one")]
    [InlineData("API.Example.COM", "one")]
    [InlineData("x.example.org", "two")]
    [InlineData("x.y.example.org", "one")]
    [InlineData("example.org", "one")]
    [InlineData("two.example.com", "two")]
    [InlineData("unknown.example", "one")]
    [InlineData("", "one")]
    [InlineData(null, "one")]
    public void Chooses_by_server_name(string? name, string expected)
    {
        var certificates = Open(Pem("one", 90, "api.example.com"), Pem("two", 90, "*.example.org", "two.example.com"));
        Assert.Equal("CN=" + expected, certificates.Choose(name).Leaf.Subject);
    }

    [Fact]
    public void Reads_PEM_PFX_and_encrypted_keys()
    {
        using var certificate = Make("pfx", 90, "a");
        var pfx = Path.Combine(_directory.FullName, "a.pfx");
        File.WriteAllBytes(pfx, certificate.Export(X509ContentType.Pfx, "secret"));
        Assert.Equal("CN=pfx", Open(new CertificateSource { CertificatePath = pfx, Password = "secret" }).Choose("").Leaf.Subject);

        using var key = certificate.GetECDsaPrivateKey()!;
        var both = Path.Combine(_directory.FullName, "both.pem");
        File.WriteAllText(both, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        Assert.Equal("CN=pfx", Open(new CertificateSource { CertificatePath = both }).Choose("").Leaf.Subject);

        var encrypted = Path.Combine(_directory.FullName, "encrypted.key");
        File.WriteAllText(encrypted, key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        Assert.Equal("CN=pfx", Open(new CertificateSource { CertificatePath = both, KeyPath = encrypted, Password = "secret" }).Choose("").Leaf.Subject);
    }

    [Fact]
    public void Sends_the_chain_that_stands_in_the_file()
    {
        var now = _time.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority("root", rootKey).CreateSelfSigned(now.AddDays(-1), now.AddDays(100));
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var middle = Authority("middle", middleKey).Create(root, now, now.AddDays(90), [1]).CopyWithPrivateKey(middleKey);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256).Create(middle, now, now.AddDays(50), [2]);
        var path = Path.Combine(_directory.FullName, "chain.pem");
        File.WriteAllText(path, leaf.ExportCertificatePem() + "\n" + middle.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        var chosen = Open(new CertificateSource { CertificatePath = path }).Choose("");
        Assert.Equal("CN=leaf", chosen.Leaf.Subject);
        Assert.Equal("CN=middle", Assert.Single(chosen.Context.IntermediateCertificates).Subject);

        static CertificateRequest Authority(string name, ECDsa key)
        {
            var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            return request;
        }
    }

    [Fact]
    public void Refuses_to_start_with_a_key_of_another_certificate()
    {
        var one = Pem("one", 90, "a");
        var two = Pem("two", 90, "b");
        Assert.ThrowsAny<Exception>(() => Open(new CertificateSource { CertificatePath = one.CertificatePath, KeyPath = two.KeyPath }));
    }

    [Fact]
    public void Takes_over_changed_files_and_keeps_the_last_good_certificate()
    {
        var source = Pem("one", 90, "a");
        var certificates = Open(source);
        var first = certificates.Choose("a");

        File.WriteAllText(source.CertificatePath, "no certificate");
        Touch(source.CertificatePath, 1);
        certificates.Refresh();
        certificates.Refresh();
        Assert.Same(first, certificates.Choose("a"));
        Assert.Single(_logs.Entries, static e => e.Level == LogLevel.Warning && e.Id == 2112);

        Write(source, "new", 90, "a");
        Touch(source.CertificatePath, 2);
        certificates.Refresh();
        Assert.Equal("CN=new", certificates.Choose("a").Leaf.Subject);
        Assert.Single(_logs.Entries, static e => e.Id == 2111);
    }

    [Fact]
    public void Waits_until_certificate_and_key_agree_again()
    {
        var source = Pem("one", 90, "a");
        var other = Pem("two", 90, "a");
        var certificates = Open(source);
        File.Copy(other.CertificatePath, source.CertificatePath, overwrite: true);
        Touch(source.CertificatePath, 1);
        certificates.Refresh();
        Assert.Equal("CN=one", certificates.Choose("a").Leaf.Subject);
        File.Copy(other.KeyPath!, source.KeyPath!, overwrite: true);
        Touch(source.KeyPath!, 1);
        certificates.Refresh();
        Assert.Equal("CN=two", certificates.Choose("a").Leaf.Subject);
    }

    [Fact]
    public void Serves_an_expired_certificate_and_says_so()
    {
        var certificates = Open(Pem("old", -2, "a"));
        Assert.Equal("CN=old", certificates.Choose("a").Leaf.Subject);
        Assert.Single(_logs.Entries, static e => e.Level == LogLevel.Error && e.Id == 2113);
    }

    [Fact]
    public void Tells_of_the_coming_end_at_30_14_7_and_1_days()
    {
        var certificates = Open(Pem("ending", 40, "a"));
        for (var day = 0; day < 42; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            certificates.Refresh();
        }

        Assert.Equal(4, _logs.Entries.Count(static e => e.Id == 2114));
        Assert.Single(_logs.Entries, static e => e.Id == 2113);
    }

    [Fact]
    public void Keeps_its_development_certificate_and_renews_it_in_time()
    {
        var certificates = new Certificates([], _directory.FullName, _time, _logs);
        var first = certificates.Choose("x.execute-api.localhost").Leaf.Thumbprint;
        Assert.Equal(first, new Certificates([], _directory.FullName, _time, _logs).Choose("").Leaf.Thumbprint);
        _time.Advance(TimeSpan.FromDays(334));
        certificates.Refresh();
        Assert.Equal(first, certificates.Choose("").Leaf.Thumbprint);
        _time.Advance(TimeSpan.FromDays(2));
        certificates.Refresh();
        Assert.NotEqual(first, certificates.Choose("").Leaf.Thumbprint);
    }

    private Certificates Open(params CertificateSource[] sources) => new(sources, null, _time, _logs);

    private CertificateSource Pem(string subject, int days, params string[] names)
    {
        var source = new CertificateSource
        {
            CertificatePath = Path.Combine(_directory.FullName, subject + ".crt"),
            KeyPath = Path.Combine(_directory.FullName, subject + ".key"),
        };
        Write(source, subject, days, names);
        return source;
    }

    private void Write(CertificateSource source, string subject, int days, params string[] names)
    {
        using var certificate = Make(subject, days, names);
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(source.KeyPath!, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(source.CertificatePath, certificate.ExportCertificatePem());
    }

    private X509Certificate2 Make(string subject, int days, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + subject, key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        return request.CreateSelfSigned(_time.GetUtcNow().AddDays(-100), _time.GetUtcNow().AddDays(days));
    }

    private static void Touch(string path, int seconds) => File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(seconds));
}
