// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Upstream.VpcLinks;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>Where an HTTP integration's requests go: to the back end of its URI, or to the targets of its VPC link (aws-apigateway §3.5).</summary>
internal readonly struct Destination
{
    private readonly Backend? _backend;
    private readonly TargetGroup? _group;

    public Destination(Backend backend)
    {
        _backend = backend;
        IsSecure = backend.Origin.IsSecure;
    }

    private Destination(TargetGroup group, bool isSecure)
    {
        _group = group;
        IsSecure = isSecure;
    }

    /// <summary>Whether it is asked by TLS.</summary>
    public bool IsSecure { get; }

    /// <summary>For an integration of a REST API; null after saying why it cannot be called.</summary>
    public static Destination? Of(Integration integration, BackendOrigin origin, Compilation c, out Rejection? misconfigured)
    {
        misconfigured = null;
        if (origin.IsSecure && integration.TlsConfig is { InsecureSkipVerification: true })
        {
            origin = origin with { InsecureSkipVerification = true };
        }

        if (origin.IsSecure && c.ClientCertificateId is { } shown)
        {
            if (c.ClientCertificates.GetValueOrDefault(shown) is { } certificate)
            {
                origin = origin with { ClientCertificate = certificate.PemEncodedCertificate + "\n" + certificate.PrivateKey };
            }
            else
            {
                c.Held($"There is no client certificate {shown}: back ends are shown none.");
            }
        }

        if (integration.ConnectionType != ConnectionType.VpcLink)
        {
            return new Destination(c.Ledgers.Of(BackendPools.Make).Get(origin));
        }

        var id = IntegrationUri.Substitute(integration.ConnectionId ?? "", c);
        if (Link(id, integration, c) is { } link)
        {
            return new Destination(c.Ledgers.Of(TargetGroups.Make).Get(link, origin), origin.IsSecure);
        }

        var unknown = $"The VPC link \"{id}\" has no targets here: serve with --vpc-link {(id.Length == 0 ? "ID" : id)}=HOST:PORT.";
        c.Held(unknown + " Until then, requests are answered 500.");
        misconfigured = c.Rejections.ApiConfigurationError.At(c.Path, $"Execution failed due to configuration error: Invalid VPC link ({unknown})");
        return null;
    }

    public ValueTask<BackendCall> SendAsync(BackendRequest request, IBodyReader? body, ClientLifetime client) =>
        _backend is not null ? _backend.SendAsync(request, body, client) : _group!.SendAsync(request, body, client);

    /// <summary>The name that the options give targets to: the link's id, the load balancer that the integration names, or one that the link leads to.</summary>
    private static string? Link(string id, Integration integration, Compilation c)
    {
        var links = c.Options.VpcLinks;
        if (links.ContainsKey(id))
        {
            return id;
        }

        if (integration.IntegrationTarget is { } target)
        {
            return links.ContainsKey(target) ? target : null;
        }

        foreach (var arn in c.VpcLinks.GetValueOrDefault(id)?.TargetArns ?? [])
        {
            if (links.ContainsKey(arn))
            {
                return arn;
            }
        }

        return null;
    }
}
