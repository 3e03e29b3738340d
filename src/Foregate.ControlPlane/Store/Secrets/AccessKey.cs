// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Store.Secrets;

/// <summary>A pair with which an account's administrator signs management calls.</summary>
public sealed record AccessKey
{
    /// <summary><c>AKIA</c> and 16 letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>40 characters.</summary>
    public required string Secret { get; init; }

    public required string AccountId { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>An inactive key signs nothing.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Of temporary credentials, what goes with every call; <see langword="null"/> for lasting ones, as all that follows.</summary>
    public string? SessionToken { get; init; }

    /// <summary>The lasting key with which they were asked for: they are good while it is.</summary>
    public string? ParentId { get; init; }

    public string? UserId { get; init; }

    /// <summary>Who acts with them.</summary>
    public string? Arn { get; init; }

    public DateTimeOffset? Expires { get; init; }

    internal AwsCredentials Credentials => new(Id, Secret, SessionToken);

    /// <summary>Without the secret, wherever it may be written.</summary>
    public override string ToString() => $"{Id} of {AccountId}, {(IsActive ? "active" : "inactive")}";
}
