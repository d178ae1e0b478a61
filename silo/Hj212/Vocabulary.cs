using Qianliyan.Domain.Measurements;
using static Qianliyan.Hj212.VerdictText;

namespace Qianliyan.Hj212;

/// <summary>The words of the standard's tables.</summary>
public static class Vocabulary
{
    /// <summary>What <see cref="System"/> says of a code that is in no table.</summary>
    public const string NoSystem = "not in the table";

    /// <summary>ST, table 5, and those of 2025 known from secondary sources.</summary>
    public static string System(int system) =>
        system switch
        {
            21 => "地表水质量监测 surface water quality",
            22 => "空气质量监测 ambient air quality",
            23 => "声环境质量监测 ambient noise",
            24 => "地下水质量监测 groundwater quality",
            25 => "土壤质量监测 soil quality",
            26 => "海水质量监测 sea water quality",
            27 => "挥发性有机物监测 VOC",
            31 => "大气环境污染源 air pollution source",
            32 => "地表水体环境污染源 surface water pollution source",
            33 => "地下水体环境污染源 groundwater pollution source",
            34 => "海洋环境污染源 sea pollution source",
            35 => "土壤环境污染源 soil pollution source",
            36 => "声环境污染源 noise source",
            37 => "振动环境污染源 vibration source",
            38 => "放射性环境污染源 radioactive source",
            39 => "工地扬尘污染源 site dust",
            41 => "电磁环境污染源 electromagnetic source",
            44 => "用电监控 electricity monitoring (2025)",
            45 => "关键生产工况 key production condition (2025)",
            51 => "烟气排放过程监控 flue gas process",
            52 => "污水排放过程监控 waste water process",
            91 => "系统交互 system interaction",
            _ => NoSystem,
        };

    /// <summary>CN, table 9, and those of 2025 known from secondary sources.</summary>
    public static string Command(int command) =>
        command switch
        {
            1000 => "设置超时时间及重发次数 set timeout and retries",
            1001 => "上传数采仪硬件标识 logger hardware identity (2025)",
            1002 => "设置 MN set MN (2025)",
            1011 => "提取/上传现场机时间 clock",
            1012 => "设置现场机时间 set clock",
            1013 => "现场机时间校准请求 clock calibration notice",
            1014 => "密钥 key (2025)",
            1061 => "提取实时数据间隔 get real-time interval",
            1062 => "设置实时数据间隔 set real-time interval",
            1063 => "提取分钟数据间隔 get minute interval",
            1064 => "设置分钟数据间隔 set minute interval",
            1072 => "设置现场机密码 set password",
            2011 => "实时数据 real-time data",
            2012 => "停止察看实时数据 stop real-time data",
            2013 => "原始数据 raw data (2025)",
            2021 => "设备运行状态 device state",
            2022 => "停止察看设备运行状态 stop device state",
            2031 => "日历史数据 day data",
            2041 => "设备运行时间日历史数据 device run time of the day",
            2051 => "分钟数据 minute data",
            2052 => "噪声单次监测 single noise measurement (2025)",
            2061 => "小时数据 hour data",
            2062 => "标样核查 standard sample check (2025)",
            2081 => "数采仪开机时间 logger power-on time",
            2111 => "炉膛温度5分钟均值 furnace temperature, 5-minute mean (2025)",
            3011 => "零点校准量程校准 zero and span calibration",
            3012 => "即时采样 sample now",
            3013 => "启动清洗/反吹 wash or blow back",
            3014 => "比对采样 comparison sampling",
            3015 => "超标留样 retain a sample",
            3016 => "设置采样时间周期 set sampling period",
            3017 => "提取采样时间周期 get sampling period",
            3018 => "提取出样时间 get sample-out time",
            3019 => "提取设备唯一标识 device serial number",
            3020 => "现场机信息 field information",
            3021 => "设置现场机参数 set field parameter",
            9011 => "请求应答 request answer",
            9012 => "执行结果 execution result",
            9013 => "通知应答 notice answer",
            9014 => "数据应答 data answer",
            9015 => "心跳 heartbeat (2025)",
            9021 => "vendor login (not in the standard)",
            _ => "not in the table",
        };

    /// <summary>A data flag, table 8.</summary>
    public static string DataFlag(DataFlag flag) =>
        (char)flag switch
        {
            'N' => "正常 normal",
            'F' => "停运 off",
            'M' => "维护 maintenance",
            'S' => "手工输入设定值 set by hand",
            'D' => "故障 fault",
            'C' => "校准 calibration",
            'T' => "超过测量上限 over the measuring range",
            'B' => "通讯异常 no communication with the instrument",
            _ => "a flag outside table 8",
        };

    internal static string Flag(Message message)
    {
        string version = message.Version switch
        {
            ProtocolVersion.V2005 => "HJ/T 212-2005",
            ProtocolVersion.V2017 => "HJ 212-2017",
            ProtocolVersion.V2025 => "HJ 212-2025",
            _ => Invariant($"unknown version {(int)message.Version}"),
        };
        string split = (message.Flag & 2) != 0 ? ", packet numbers" : "";
        return $"{version}{split}{(message.AnswerWanted ? ", answer wanted" : ", no answer wanted")}";
    }

    internal static string Suffix(string suffix) =>
        suffix switch
        {
            "Rtd" => "实时值 real-time value",
            "Avg" => "平均值 mean",
            "Min" => "最小值 least",
            "Max" => "最大值 greatest",
            "ZsRtd" => "折算实时值 real-time value at reference oxygen",
            "ZsAvg" => "折算平均值 mean at reference oxygen",
            "ZsMin" => "折算最小值 least at reference oxygen",
            "ZsMax" => "折算最大值 greatest at reference oxygen",
            "Cou" => "累计值 total",
            "Flag" => "数据标记 data flag",
            "EFlag" => "扩充数据标记 device's own fault code",
            "SampleTime" => "采样时间 sampling time",
            "RS" => "运行状态 state: 0 off, 1 running, 2 calibrating, 3 maintenance, 4 alarm, 5 blow-back",
            "RT" => "运行时间 hours run",
            "Data" => "噪声时间段内数据 value of the period",
            "DayData" => "噪声昼间数据 day value",
            "NightData" => "噪声夜间数据 night value",
            "Info" => "现场端信息 field information",
            "SN" => "仪表编码 instrument serial number",
            _ => "a field outside table 4",
        };

    internal static string Field(string key) =>
        key switch
        {
            "DataTime" => "数据时间",
            "SystemTime" => "系统时间",
            "RestartTime" => "数采仪开机时间",
            "BeginTime" => "开始时间",
            "EndTime" => "截止时间",
            "QnRtn" => "请求回应代码: answer to the request",
            "ExeRtn" => "执行结果回应代码: result of the execution",
            "RtdInterval" => "实时数据上报间隔: seconds",
            "MinInterval" => "分钟数据上报间隔: minutes",
            "PolId" => "污染因子编码: factor",
            "InfoId" => "现场端信息编码: information",
            "NewPW" => "新密码: new password",
            "NewSK" => "新密钥: new key",
            "OverTime" => "超时时间: seconds",
            "ReCount" => "重发次数: retries",
            "VaseNo" => "采样瓶编号: bottle",
            "CstartTime" => "采样起始时间: hhmmss",
            "Ctime" or "CTime" => "采样周期: hours",
            "Stime" => "出样时间: minutes",
            _ => "not in table 4",
        };

    internal static string Unlisted(FactorCode code) =>
        code.ToString().StartsWith("SB", StringComparison.Ordinal)
            ? "污染治理设施 treatment device"
            : "not in the code tables";
}
