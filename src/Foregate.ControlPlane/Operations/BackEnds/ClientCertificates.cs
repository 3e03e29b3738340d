// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.BackEnds;

/// <summary>What the gateway shows to back ends: generate, get, update, delete.</summary>
internal static class ClientCertificates
{
    private const int KeyBits = 2048;

    private const int Days = 365;

    /// <summary>A new pair of keys, and a certificate that it signs itself.</summary>
    public static OperationResult<ClientCertificate> GenerateClientCertificate(
        Account account, string? description, ImmutableSortedDictionary<string, string> tags, OperationContext context)
    {
        if (account.ClientCertificates.Count >= context.Quotas.ClientCertificates)
        {
            return AwsError.TooMany("client certificates", context.Quotas.ClientCertificates);
        }

        if (Identifiers.CheckFixed(context, account.ClientCertificates.ContainsKey) is { } taken)
        {
            return taken;
        }

        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=ApiGateway", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        var expiration = context.Now.AddDays(Days);
        using var certificate = request.CreateSelfSigned(context.Now, expiration);
        var made = new ClientCertificate
        {
            ClientCertificateId = context.FixedId ?? Identifiers.Next(6, account.ClientCertificates.ContainsKey, "clientcertificate", context.IdSeed ?? "", certificate.Thumbprint),
            Description = description,
            PemEncodedCertificate = certificate.ExportCertificatePem(),
            PrivateKey = key.ExportPkcs8PrivateKeyPem(),
            CreatedDate = context.Now,
            ExpirationDate = expiration,
            Tags = tags,
        };
        return Put(account, made);
    }

    public static OperationResult<ClientCertificate> GetClientCertificate(Account account, string id) =>
        account.ClientCertificates.TryGetValue(id, out var certificate) ? OperationResult<ClientCertificate>.Done(account, certificate) : AwsError.NoClientCertificate();

    /// <param name="tags"><see langword="null"/> keeps those that are there.</param>
    public static OperationResult<ClientCertificate> UpdateClientCertificate(
        Account account, string id, string? description, ImmutableSortedDictionary<string, string>? tags = null) =>
        account.ClientCertificates.TryGetValue(id, out var certificate)
            ? Put(account, certificate with { Description = description, Tags = tags ?? certificate.Tags })
            : AwsError.NoClientCertificate();

    public static OperationResult<ClientCertificate> DeleteClientCertificate(Account account, string id)
    {
        if (!account.ClientCertificates.TryGetValue(id, out var certificate))
        {
            return AwsError.NoClientCertificate();
        }

        var isUsed = account.RestApis.Values.Any(api => api.Stages.Values.Any(stage => stage.ClientCertificateId == id))
            || account.Apis.Values.Any(api => api.Stages.Values.Any(stage => stage.ClientCertificateId == id));
        return isUsed
            ? AwsError.BadRequest($"Cannot delete client certificate '{id}': stages use it")
            : OperationResult<ClientCertificate>.Done(account with { ClientCertificates = account.ClientCertificates.Remove(id) }, certificate);
    }

    private static OperationResult<ClientCertificate> Put(Account account, ClientCertificate certificate) => OperationResult<ClientCertificate>.Done(
        account with { ClientCertificates = account.ClientCertificates.SetItem(certificate.ClientCertificateId, certificate) }, certificate);
}
