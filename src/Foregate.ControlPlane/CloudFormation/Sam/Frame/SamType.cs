// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>A type of resource that SAM has.</summary>
/// <param name="Properties">What its properties may be; held against them before it is transformed.</param>
/// <param name="Transform">Makes the resources that it stands for; an exception of kind <see cref="SamRefusal"/> says what is wrong with it.</param>
/// <param name="Members">What may follow its logical id in a reference (<c>Function.Alias</c>), and the type of the made resource that it leads to.</param>
internal sealed record SamType(SamProperties Properties, Func<SamRun, SamResource, List<SamResource>> Transform, params (string Member, string Type)[] Members);
