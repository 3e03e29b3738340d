// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaAnswers;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaAnswers;

public sealed class AnswerPartsTests
{
    [Fact]
    public void Each_part_has_a_range_of_its_own()
    {
        var parts = default(AnswerParts);
        var all = Enum.GetValues<AnswerPart>();
        foreach (var part in all)
        {
            parts.Set(part, new ByteRange((int)part + 1, 10 + (int)part));
        }

        Assert.All(all, part => Assert.Equal(((int)part + 1, 10 + (int)part), (parts[part].Offset, parts[part].Length)));
    }
}
