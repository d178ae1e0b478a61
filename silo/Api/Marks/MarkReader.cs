using System.Buffers;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Marks;

/// <summary>
/// Reads marks out of requests. Every method throws INVALID_ARGUMENT that names the field and its value.
/// </summary>
static class MarkReader
{
    const int MostId = 64;
    const string Infix = "/marks/";
    const string GivenByServer = "is given by the server";

    /// <summary>What the clocks of two machines may differ by.</summary>
    const int ClockSeconds = 600;

    static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    /// <summary>The first version of a mark by the enterprise or the bureau.</summary>
    /// <param name="holder">What it hangs on: a furnace has conditions, a point has not.</param>
    /// <param name="id">Last part of its name.</param>
    /// <param name="request">What is said.</param>
    /// <param name="now">A mark says what is or was: it begins before now. Its end may have been set ahead.</param>
    public static Mark Read(TwinName holder, string id, V1.Mark? request, BeijingTime now)
    {
        if (request is null)
            throw ApiError.Invalid("mark", "", "is missing");
        MarkCode code = request.Code.ToDomain()
            ?? throw ApiError.Invalid("mark.code", $"{request.Code}", "is not a code of a mark");
        if (holder.Kind == TwinKind.Point && code.Kind() == MarkKind.Condition)
            throw ApiError.Invalid("mark.code", $"{request.Code}", "is a condition of a furnace: mark it there");
        MarkSource source = Source(request.Source, "mark.source");
        FactorCode factor = Factor(request.Factor, code);
        var mark = new Mark
        {
            Id = id,
            Code = code,
            Factor = factor,
            Start = request.StartTime is { } start
                ? GivenTime.ReadWhole(start, "mark.start_time")
                : throw ApiError.Invalid("mark.start_time", "", "is missing: say from when the mark holds"),
            End = request.EndTime is { } end ? GivenTime.ReadWhole(end, "mark.end_time") : default,
            Source = source,
            Author = Author(request.Author, "mark.author"),
            Reason = Reason(request.Reason, "mark.reason"),
            Sample = SampleReader.Read(holder, code, factor, source, request.Sample),
        };
        if (mark.Start > now.AddSeconds(ClockSeconds))
        {
            throw ApiError.Invalid(
                "mark.start_time", $"{mark.Start}", $"lies ahead, it is {now}: make the mark when it holds");
        }

        if (!mark.IsOpen && mark.End <= mark.Start)
            throw ApiError.Invalid("mark.end_time", $"{mark.End}", $"is not after start_time {mark.Start}");
        if (mark.Sample is not null)
            CheckSampled(mark, now);
        return mark.Problem() is { } problem ? throw ApiError.Invalid("mark", id, $"is none: {problem}") : mark;
    }

    static void CheckSampled(Mark mark, BeijingTime now)
    {
        if (mark.Factor.IsEmpty)
            throw ApiError.Invalid("mark.factor", "", "is missing: a sample is of one pollutant");
        if (mark.IsOpen)
            throw ApiError.Invalid("mark.end_time", "", "is missing: a sample was taken from a time to a time");
        if (mark.End > now.AddSeconds(ClockSeconds))
            throw ApiError.Invalid("mark.end_time", $"{mark.End}", $"lies ahead, it is {now}: a sample was taken");
        if (now.DayNumber - mark.Start.DayNumber > PointMarking.MostDaysBack)
        {
            throw ApiError.Invalid(
                "mark.start_time", $"{mark.Start}",
                $"is more than {PointMarking.MostDaysBack} days ago, it is {now}: a sample of so long ago has no effect");
        }

        if (mark.End > mark.Start.AddSeconds(Mark.MostSampleDays * BeijingTime.SecondsPerDay))
        {
            throw ApiError.Invalid(
                "mark.end_time", $"{mark.End}",
                $"is more than {Mark.MostSampleDays} days after start_time {mark.Start}: a sample was not taken so long");
        }
    }

    /// <summary>Checks that a first version brings nothing that the server gives.</summary>
    public static void ThrowIfNotNew(V1.Mark request)
    {
        ThrowIfDeleted(request);
        if (request.MarkTime is { } time)
            throw ApiError.Invalid("mark.mark_time", $"{time}", GivenByServer);
        if (request.Entry != 0)
            throw ApiError.Invalid("mark.entry", $"{request.Entry}", GivenByServer);
    }

    /// <summary>
    /// Checks that an edit says of what only the server gives nothing, or what the version replaced says: so a mark that was
    /// read may be sent back with changes.
    /// </summary>
    public static void ThrowIfNotAsRead(MarkVersion former, V1.Mark request)
    {
        ThrowIfDeleted(request);
        if (request.MarkTime is { } time && !time.Equals(former.MarkedAt.ToProto()))
            throw ApiError.Invalid("mark.mark_time", $"{time}", $"{GivenByServer}: {former.MarkedAt} of the version replaced");
        if (request.Entry != 0 && request.Entry != former.Entry)
            throw ApiError.Invalid("mark.entry", $"{request.Entry}", $"{GivenByServer}: {former.Entry} of the version replaced");
    }

    /// <summary>Checks that a sample was not taken over longer than any counts.</summary>
    public static void ThrowIfTooLong(Mark mark, ManualPolicy policy)
    {
        if (mark.Sample is not null && !SampleRules.Counts(mark, policy))
        {
            throw ApiError.Invalid(
                "mark.end_time", $"{mark.End}",
                $"is more than {policy.LongestHours} hours after start_time {mark.Start} (points.manual.longestHours): "
                + "no sample counts that was taken over longer");
        }
    }

    static void ThrowIfDeleted(V1.Mark request)
    {
        if (request.Deleted)
            throw ApiError.Invalid("mark.deleted", "true", "is not set here: delete the mark to take it back");
    }

    /// <summary>The furnace or the point that marks hang on.</summary>
    public static TwinName Parent(string name, string field) =>
        TwinName.TryParse(name, out TwinName holder) && HasMarks(holder)
            ? holder
            : throw ApiError.Invalid(field, name, "is not of the form incinerators/{plant}-{furnace} or points/{MN}-{ST}");

    /// <summary>The furnace or point and the id of <c>{furnace or point}/marks/{mark}</c>.</summary>
    public static (TwinName Holder, string Id) Name(string name, string field)
    {
        int at = name.IndexOf(Infix, StringComparison.Ordinal);
        return at > 0
            && TwinName.TryParse(name[..at], out TwinName holder)
            && HasMarks(holder)
            && IsId(name.AsSpan(at + Infix.Length))
            ? (holder, name[(at + Infix.Length)..])
            : throw ApiError.Invalid(field, name, "is not of the form incinerators/{plant}-{furnace}/marks/{mark} or points/{MN}-{ST}/marks/{mark}");
    }

    public static string Id(string id, string field) =>
        IsId(id) ? id : throw ApiError.Invalid(field, id, "is not 1 to 64 letters, digits, '-', '_' or '.'");

    public static MarkSource Source(V1.MarkSource source, string field) => source switch
    {
        V1.MarkSource.Enterprise => MarkSource.Enterprise,
        V1.MarkSource.Bureau => MarkSource.Bureau,
        _ => throw ApiError.Invalid(
            field, $"{source}", "is not MARK_SOURCE_ENTERPRISE or MARK_SOURCE_BUREAU: a device marks by itself"),
    };

    public static string Author(string author, string field) =>
        WrittenText.Author(author, field, "is missing: say who marks");

    public static string Reason(string reason, string field) =>
        WrittenText.Reason(reason, field, "is missing: say why");

    static FactorCode Factor(string text, MarkCode code)
    {
        if (text.Length == 0)
            return default;
        if (code.Kind() == MarkKind.Condition || code == MarkCode.LinkLost)
        {
            string whole = code == MarkCode.LinkLost ? "is about a whole link" : "is a condition of the whole furnace";
            throw ApiError.Invalid(
                "mark.factor", text, $"is given, but {code.Term()} {whole}");
        }

        return FactorCode.TryParse(text, out FactorCode factor)
            ? factor
            : throw ApiError.Invalid("mark.factor", text, "is not the code of a factor, such as a21026");
    }

    static bool HasMarks(TwinName holder) => holder.Kind is TwinKind.Incinerator or TwinKind.Point;

    static bool IsId(ReadOnlySpan<char> id) => id.Length is > 0 and <= MostId && !id.ContainsAnyExcept(IdCharacters);
}
