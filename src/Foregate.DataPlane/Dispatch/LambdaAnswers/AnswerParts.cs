// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Dispatch.LambdaAnswers;

/// <summary>Where in a payload the members of an answer stand, as JSON; empty for what is absent or null.</summary>
internal struct AnswerParts
{
    private Ranges _ranges;

    public bool IsObject { get; set; }

    public readonly ByteRange this[AnswerPart part] => _ranges[(int)part];

    public void Set(AnswerPart part, ByteRange range) => _ranges[(int)part] = range;

    [InlineArray((int)AnswerPart.IsBase64Encoded + 1)]
    private struct Ranges
    {
        private ByteRange _first;
    }
}
