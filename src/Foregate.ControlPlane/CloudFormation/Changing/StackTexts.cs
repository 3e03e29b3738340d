// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>What is wrong with a template, in one text: what AWS would say first, then where, and how to mend it.</summary>
internal static class StackTexts
{
    public static AwsError Wrong(ImmutableArray<Fault> faults) => StackError.Validation(Of(faults));

    public static string Of(ImmutableArray<Fault> faults) => string.Join(
        "; ", faults.Select(static fault => $"{fault.Cause.TrimEnd('.')} ({fault.Location}, {fault.DocumentPath}: {fault.Cure.TrimEnd('.')})"));
}
