// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;

/// <summary><c>DeploymentPreference</c> of functions: one CodeDeploy application for all, and a deployment group for each.</summary>
internal static class Deployments
{
    public static void Finish(SamRun run) => ArgumentNullException.ThrowIfNull(run);
}
