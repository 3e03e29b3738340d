// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.Collections;

namespace Foregate.Definitions.Tests.Collections;

public sealed class OrdinalMapTests
{
    [Fact]
    public void Sorts_by_code_unit_and_tells_case_apart()
    {
        var map = OrdinalMap.Empty<int>().Add("a", 1).Add("B", 2).Add("_", 3).Add("A", 4);
        Assert.Equal(["A", "B", "_", "a"], map.Keys);
    }

    [Fact]
    public void Shares_one_empty_map() => Assert.Same(OrdinalMap.Empty<string>(), OrdinalMap.Empty<string>());
}
