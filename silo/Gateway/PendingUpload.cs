using Qianliyan.Abstractions;

namespace Qianliyan.Gateway;

/// <summary>An upload that waits to be recorded, and where its answer stands in the answers of this round.</summary>
readonly record struct PendingUpload(Upload Upload, int AnswerStart, int AnswerLength);
