// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography.X509Certificates;
using Foregate.ControlPlane.Operations.BackEnds;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.Operations.BackEnds;

public sealed class ClientCertificatesTests
{
    [Fact]
    public void Every_certificate_is_a_new_one_for_a_year()
    {
        var first = ClientCertificates.GenerateClientCertificate(Ground.Empty, "d", OrdinalMap.Empty<string>(), Ground.Context).Done(out var account);
        var second = ClientCertificates.GenerateClientCertificate(account, null, OrdinalMap.Empty<string>(), Ground.Context).Done(out account);
        Assert.NotEqual(first.ClientCertificateId, second.ClientCertificateId);
        using var certificate = X509Certificate2.CreateFromPem(first.PemEncodedCertificate, first.PrivateKey);
        Assert.True(certificate.HasPrivateKey);
        Assert.Equal(first.ExpirationDate.UtcDateTime, certificate.NotAfter.ToUniversalTime());
        Assert.Equal(Ground.Context.Now.AddDays(365), first.ExpirationDate);
        Assert.Equal("e", ClientCertificates.UpdateClientCertificate(account, first.ClientCertificateId, "e").Done().Description);
    }

    [Fact]
    public void Stays_while_a_stage_shows_it()
    {
        var made = ClientCertificates.GenerateClientCertificate(Ground.Empty, null, OrdinalMap.Empty<string>(), Ground.Context with { FixedId = "c" }).Done(out var account);
        var stage = new Stage { StageName = "dev", ClientCertificateId = made.ClientCertificateId, CreatedDate = Ground.Context.Now, LastUpdatedDate = Ground.Context.Now };
        var api = new Api { ApiId = "a", Name = "a", ProtocolType = ProtocolType.WebSocket, CreatedDate = Ground.Context.Now, Stages = Ground.Map(("dev", stage)) };
        ClientCertificates.DeleteClientCertificate(account with { Apis = Ground.Map(("a", api)) }, "c").Refused(400, "Cannot delete client certificate 'c': stages use it");
        Assert.Empty(Deleted(account));

        static IEnumerable<string> Deleted(Definitions.Account account)
        {
            ClientCertificates.DeleteClientCertificate(account, "c").Done(out var after);
            return after.ClientCertificates.Keys;
        }
    }
}
