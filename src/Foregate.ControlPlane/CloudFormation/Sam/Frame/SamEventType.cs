// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>A type of event that invokes a function or a state machine.</summary>
/// <param name="Properties">What its properties may be.</param>
/// <param name="Make">Makes the resources that it stands for, or adds to an API.</param>
internal sealed record SamEventType(SamProperties Properties, Func<SamEvent, IEnumerable<SamResource>> Make);
