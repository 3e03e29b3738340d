// SPDX-License-Identifier: Apache-2.0
using Foregate.Hosting;

namespace Foregate.Tests.Hosting;

public sealed class WarmUpTests
{
    [Fact]
    public async Task Gets_every_answer_it_expects() => Assert.Equal([403, 200], await WarmUp.RunAsync(new ForegateOptions { Document = "" }));
}
