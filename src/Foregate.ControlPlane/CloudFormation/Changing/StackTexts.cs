// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>What is wrong with a template, in one text: what AWS would say first, then where, and how to mend it.</summary>
internal static class StackTexts
{
    public static AwsError Wrong(ImmutableArray<Fault> faults) => StackError.Validation(Of(faults));

    /// <summary>What cannot even be read as a document.</summary>
    public static AwsError Unreadable(IReadOnlyList<Fault> faults) => StackError.Validation("Template format error: " + Of([.. faults]));

    /// <summary>The template as an object with positions; <see langword="null"/> after an error.</summary>
    public static DocumentNode? Read(ReadOnlyMemory<byte> template, string fileName, int limit, out AwsError? error)
    {
        var faults = new List<Fault>();
        var root = DocumentReader.Read(template, fileName, new DocumentLimits { Bytes = limit }, faults);
        error = root is null ? Unreadable(faults) : root.Kind != NodeKind.Mapping ? StackError.Validation("Template format error: unsupported structure.") : null;
        return error is null ? root : null;
    }

    public static string Of(ImmutableArray<Fault> faults) => string.Join(
        "; ", faults.Select(static fault => $"{fault.Cause.TrimEnd('.')} ({fault.Location}, {fault.DocumentPath}: {fault.Cure.TrimEnd('.')})"));
}
