using System.Globalization;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// Marks out of the condition words of ST 45 (自动标记): a word that the policy knows opens a mark that holds until the
/// device says another one. A word that comes late, before the newest change, changes no mark.
/// </summary>
static class DeviceMarking
{
    const string Prefix = "st45-";

    /// <summary>The versions of marks that a word makes: the open one is closed, the next one opened.</summary>
    public static List<Mark> Of(MarkSet marks, TwinName source, ConditionTold told, MarkPolicy policy)
    {
        var made = new List<Mark>();
        if (policy.DeviceWords.FirstOrDefault(known => known.Word == told.Word) is not { } word)
            return made;
        string stem = $"{Prefix}{told.Factor}-";
        Mark? open = null;
        BeijingTime newest = default;
        foreach (Mark mark in marks.Current)
        {
            if (mark.Source != MarkSource.Device || !mark.Id.StartsWith(stem, StringComparison.Ordinal))
                continue;
            open = mark.IsOpen ? mark : open;
            BeijingTime change = mark.IsOpen ? mark.Start : mark.End;
            newest = change > newest ? change : newest;
        }

        if (told.At <= newest || open?.Code == word.Code)
            return made;
        if (open is not null)
            made.Add(open with { End = told.At, Revision = open.Revision + 1 });
        if (word.Code != MarkCode.Normal)
        {
            made.Add(new Mark
            {
                Id = stem + told.At.UnixSeconds.ToString(CultureInfo.InvariantCulture),
                Code = word.Code,
                Start = told.At,
                Source = MarkSource.Device,
                Author = source.ToString(),
                Reason = told.Word.ToString(),
            });
        }

        return made;
    }
}
