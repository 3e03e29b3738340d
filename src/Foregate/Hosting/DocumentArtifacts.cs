// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.Hosting;

/// <summary>What a served template may name beside its folder: objects in buckets, and where the archives among them are kept.</summary>
internal sealed record DocumentArtifacts(ObjectStore Objects, CodeStore Code);
