// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.BackEnds;

public sealed class ClientCertificateHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_certificate_is_made_told_changed_and_deleted()
    {
        var made = _client.Call("POST", "/clientcertificates", """{"description":"d","tags":{"_custom_id_":"cert"}}""", 201);
        Assert.Equal(
            """["clientCertificateId","description","pemEncodedCertificate","createdDate","expirationDate","tags"]""",
            JsonSerializer.Serialize(made.AsObject().Select(static member => member.Key)));
        Assert.Equal(("cert", 1767323045L, 1767323045L + (365 * 86_400)), ((string)made["clientCertificateId"]!, (long)made["createdDate"]!, (long)made["expirationDate"]!));
        using var certificate = X509Certificate2.CreateFromPem((string)made["pemEncodedCertificate"]!);
        Assert.Equal(("CN=ApiGateway", 2048), (certificate.Subject, certificate.GetRSAPublicKey()!.KeySize));
        using var key = RSA.Create();
        key.ImportFromPem(_client.Account!.ClientCertificates["cert"].PrivateKey);
        Assert.Equal(certificate.GetRSAPublicKey()!.ExportSubjectPublicKeyInfo(), key.ExportSubjectPublicKeyInfo());
        Assert.Equal(made.ToJsonString(), _client.Call("GET", "/clientcertificates/cert", "", 200).ToJsonString());
        Assert.Equal("e", (string)_client.Patch("/clientcertificates/cert", 200, ("replace", "/description", "e"))["description"]!);
        _client.Patch("/clientcertificates/cert", 400, ("replace", "/pemEncodedCertificate", "e"));
        Assert.Single(_client.Call("GET", "/clientcertificates", "", 200)["item"]!.AsArray());
        _client.Call("DELETE", "/clientcertificates/cert", "", 202);
        Assert.Equal("Invalid Client Certificate identifier specified", (string)_client.Call("GET", "/clientcertificates/cert", "", 404)["message"]!);
    }
}
