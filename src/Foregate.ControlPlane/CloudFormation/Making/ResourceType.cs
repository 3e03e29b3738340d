// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A type of resource that is made here.</summary>
/// <param name="Name">Such as <c>AWS::ApiGateway::RestApi</c>.</param>
/// <param name="Properties">The fate of each of its properties.</param>
/// <param name="Required">Properties without which there is no such resource.</param>
/// <param name="Create">Makes one; <see langword="null"/> after a fault.</param>
internal sealed record ResourceType(string Name, ObjectKind Properties, string[] Required, Func<ResourceContext, ResourceValue?> Create);
