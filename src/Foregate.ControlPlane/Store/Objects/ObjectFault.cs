// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Objects;

/// <summary>Why the objects' store did not do what was asked. The names are S3's error codes.</summary>
public enum ObjectFault
{
    None,

    InvalidBucketName,

    /// <summary>It is there, and the caller's.</summary>
    BucketAlreadyOwnedByYou,

    /// <summary>Another account has the name.</summary>
    BucketAlreadyExists,

    BucketNotEmpty,

    NoSuchBucket,

    /// <summary>It is another account's.</summary>
    AccessDenied,

    NoSuchKey,

    NoSuchVersion,

    /// <summary>The version is a mark of deletion.</summary>
    MethodNotAllowed,

    NoSuchUpload,

    /// <summary>What the caller took for granted is not so.</summary>
    PreconditionFailed,
}
