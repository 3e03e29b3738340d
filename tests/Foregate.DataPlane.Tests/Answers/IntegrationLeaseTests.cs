// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Tests.Doubles;

namespace Foregate.DataPlane.Tests.Answers;

public sealed class IntegrationLeaseTests
{
    [Fact]
    public void Without_an_upload_nothing_is_in_use_after_the_release() => Sample.Completed(new Lease().UploadEndedAsync());

    private sealed class Lease : IntegrationLease
    {
        public override void Release()
        {
            // Holds nothing.
        }
    }
}
