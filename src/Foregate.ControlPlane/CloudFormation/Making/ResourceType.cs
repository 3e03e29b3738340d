// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A type of resource that is made here.</summary>
/// <param name="Name">Such as <c>AWS::ApiGateway::RestApi</c>.</param>
/// <param name="Properties">The fate of each of its properties.</param>
/// <param name="Required">Properties without which there is no such resource.</param>
/// <param name="Create">Makes one; <see langword="null"/> after a fault.</param>
internal sealed record ResourceType(string Name, ObjectKind Properties, string[] Required, Func<ResourceContext, ResourceValue?> Create)
{
    /// <summary>The properties whose change puts another resource in the place of this one ("Update requires: Replacement" in CloudFormation's documentation).</summary>
    public string[] Replacing { get; init; } = [];

    /// <summary>Whether the tags of the stack are its own, too, so that it changes with them.</summary>
    public bool IsTagged { get; init; }

    /// <summary>
    /// Makes what is there (<see cref="ResourceContext.Existing"/>) what the properties say now, those that are gone back at their defaults; <see langword="null"/>
    /// after a fault. Without it every change replaces.
    /// </summary>
    public Func<ResourceContext, ResourceValue?>? Update { get; init; }

    /// <summary>Takes it away; what is gone already is no error. <see langword="null"/> where taking it away means nothing.</summary>
    public Func<ResourceRemoval, AwsError?>? Delete { get; init; }

    /// <summary>
    /// What stands in the account for it, without what other resources own of it, as JSON; <see langword="null"/> when it is gone. Without it nobody can tell
    /// whether it was changed.
    /// </summary>
    public Func<Account, DeployedResource, string?>? Read { get; init; }

    /// <summary>Where faults of the compiler say that it stands, such as <c>/restapis/{id}</c>.</summary>
    public Func<DeployedResource, string>? Place { get; init; }

    /// <summary>Whether it is updated though it says the same: what it names may say something else now. Its value says whether anything came of it.</summary>
    public bool IsRevisited { get; init; }

    /// <summary>Whether what it stands for is no longer what it was made of, though it says the same: a deployment of an API that has changed.</summary>
    public Func<Account, DeployedResource, bool>? IsStale { get; init; }
}
